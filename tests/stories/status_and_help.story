Status and help are answered by mail, and change nothing

at Mon 10:00
  jane writes "Invoice": I want to speak to your manager.
  expect anna gets "ESCALATION L2 high"
  expect jane gets "12:00"
  anna answers: help
  expect anna gets "pass NAME" and "it is the customer's turn"
  anna answers: Status.
  expect anna gets "CASE-1001 is new, our turn, taken by nobody" and "Promised: 12:00"
  expect the case handler nobody, status new
