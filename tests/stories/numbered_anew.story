The mail server numbers all messages anew: everything is read again, and nothing happens a second time

at Mon 10:00
  jane writes "Invoice": I want to speak to your manager.
  expect anna gets "ESCALATION L2 high"
  expect jane gets "12:00"
  kim writes "Parcel": Where is it?
  expect kim gets "It has reached us"
  the front line answers kim: On the van.

at Mon 10:10
  the mailbox is numbered anew
  expect 2 cases
  expect nobody gets anything
  lee writes "Parcel": And mine?
  expect lee gets "It has reached us"
  expect 3 cases

at Mon 10:20
  the worker restarts
  expect nobody gets anything
