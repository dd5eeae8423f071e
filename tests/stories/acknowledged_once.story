Two mails of one customer within a day are two cases, but only one acknowledgement

at Mon 10:00
  jane writes "Parcel": Where is it?
  expect jane gets "It has reached us"
  the front line answers jane: On the van.

at Mon 15:00
  jane writes "Address": Do you have my new address?
  expect 2 cases
  expect jane gets nothing
  the front line answers jane: We do.

at Tue 15:01
  jane writes "Invoice": Where is my invoice?
  expect 3 cases
  expect jane gets "It has reached us"
