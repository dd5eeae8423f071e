A holiday is a closed day, and the deadline says so

given the holiday 2026-11-26 (Thanksgiving)

at Wed 16:30
  jane writes "Invoice": I want to speak to your manager.
  expect anna gets "ESCALATION L2 high" and "Fri 10:30" and "Thanksgiving"
  expect jane gets "Friday 27 November, 10:30"

at Thu 15:00
  expect nobody gets anything

at Fri 09:20
  expect anna gets at Fri 09:15 "Still open"
  anna answers: ok
  expect anna gets "you have it"
  expect jane gets "Anna Berg"
