The clock is set back: time stands still until it has caught up; nothing is told twice, nothing is lost

at Mon 10:00
  jane writes "Invoice": I want to speak to your manager.
  expect anna gets "ESCALATION L2 high"
  expect jane gets "12:00"

at Mon 10:50
  expect anna gets at 10:45 "Still open"
  the clock is set back by 30 minutes
  kim writes "Parcel": Where is it?
  expect kim gets "It has reached us"
  expect 2 cases

at Mon 10:45
  expect nobody gets anything

at Mon 11:05
  expect ben gets at 11:00 "ESCALATION L2 high"
