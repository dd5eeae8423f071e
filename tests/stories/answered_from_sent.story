A colleague answers from the mail program as always: the worker sees it in Sent, and nothing escalates

at Mon 10:00
  jane writes "Where is my parcel": It was to come on Friday.
  expect jane gets "It has reached us"
  expect the case level L1, turn ours

at Mon 11:30
  the front line answers jane: It is on the van, you will have it today.
  expect the case turn customer, status open

at Wed 16:00
  expect nobody gets anything

at Tue 12:00 in week 2
  expect the case status resolved, escalations 0      # five business days of silence: it ends without a mail
  expect nobody gets anything
