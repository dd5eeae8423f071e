A customer's vacation answer opens no case, escalates nothing and is never answered

at Mon 10:00
  jane writes automatically "Automatic reply: your offer": I am away until Friday. For legal action ask my lawyer.
  expect no cases
  expect nobody gets anything

at Mon 10:10
  kim writes "Parcel": Where is it?
  expect kim gets "It has reached us"
  kim is out of office until 30 November
  expect 1 case
  expect the case messages 1
  expect kim gets nothing
