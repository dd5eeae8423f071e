The worker is restarted in the middle: nothing is told twice, and the clocks go on

at Mon 10:00
  jane writes "Invoice": I want to speak to your manager.
  expect anna gets "ESCALATION L2 high"
  expect jane gets "12:00"

at Mon 10:30
  the worker restarts
  expect nobody gets anything
  expect 1 case

at Mon 10:40
  the worker stops
  jane writes again: Hello? I also want my money back.

at Mon 10:50
  the worker starts
  expect anna gets at 10:50 "my money back"
  expect anna gets at 10:50 "Still open"

at Mon 11:00
  expect ben gets at 11:00 "ESCALATION L2 high"
  anna answers: ok
  expect anna gets "you have it"
  expect ben gets "Anna Berg has CASE-1001 now"
  expect jane gets "Anna Berg"
  the worker restarts
  expect nobody gets anything
