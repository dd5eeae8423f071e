A colleague who went away after the window was opened is not called when their turn comes

at Mon 10:00
  jane writes "Invoice": I want to speak to your manager.
  expect anna gets "ESCALATION L2 high"
  expect jane gets "12:00"

at Mon 10:20
  kim writes "Contract": I want to speak to your manager.
  expect anna gets "ESCALATION L2 high" and "Kim Roe"
  expect kim gets "12:20"
  anna answers: pass ben
  expect anna gets "passed to Ben Cole"
  expect ben gets "ESCALATION L2 high" and "Kim Roe"
  ben is out of office until 30 November
  expect olivia gets "ESCALATION L3 high" and "Kim Roe"       # nobody else of that level is left
  olivia answers: ok
  expect olivia gets "you have it"
  expect anna gets "Olivia Owner has CASE-1002 now"
  expect ben gets "Olivia Owner has CASE-1002 now"
  expect kim gets "Olivia Owner"
  the front line answers kim: Olivia here. I call you in the afternoon.

at Mon 12:10
  expect anna gets at 10:45 "Still open" and "Jane Roe"
  expect ben gets nothing                                     # his turn on Jane's case was at 11:00
  expect olivia gets at 12:00 "ESCALATION L3 high" and "no answer from Anna Berg by Mon 12:00"
  expect jane gets "have not kept our word"
  expect CASE-1001 level L3
