The machine slept over every deadline: answers are read first, and a case takes one step at most

at Mon 10:00
  jane writes "Invoice": I want to speak to your manager.
  expect anna gets "ESCALATION L2 high"
  expect jane gets "12:00"
  kim writes "Contract": I want to speak to your manager.
  expect anna gets "ESCALATION L2 high"
  expect kim gets "12:00"

at Mon 10:20
  the worker stops

at Mon 10:30
  the front line answers jane: Anna here, I call you at eleven.

at Mon 16:00
  the worker starts
  expect CASE-1001 turn customer, escalations 1
  expect CASE-1002 escalations 1
  expect ben gets at 16:00 "ESCALATION L2 high"
  expect olivia gets nothing
  ignore the rest to kim
  ignore the rest to ben
