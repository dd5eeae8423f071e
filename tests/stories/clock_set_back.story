The clock is set back: time goes on all the same, the administrator hears of it, nothing is told twice and nothing is late

at Mon 10:00
  jane writes "Invoice": I want to speak to your manager.
  expect anna gets "ESCALATION L2 high"
  expect jane gets "12:00"

at Mon 10:50
  expect anna gets at 10:45 "Still open"
  the clock is set back by 30 minutes
  expect olivia gets "PROBLEM" and "30 minutes behind"
  kim writes "Parcel": Where is it?
  expect kim gets "It has reached us"
  expect 2 cases

at Mon 10:25
  expect nobody gets anything

at Mon 10:31                                     # by the clock on the wall; an hour and a minute have passed
  expect ben gets at 10:30 "ESCALATION L2 high"
  the worker restarts
  expect olivia gets "PROBLEM" and "behind"      # the new one goes on from the last event, and says so, too
  expect nobody gets anything
