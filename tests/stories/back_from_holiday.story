Somebody who was out of office and writes again is there again

at Mon 10:00
  jane writes "Invoice": I want to speak to your manager.
  expect anna gets "ESCALATION L2 high"
  expect jane gets "12:00"
  anna is out of office until 20 December
  expect ben gets "ESCALATION L2 high"

at Mon 10:20
  anna answers: ok
  expect anna gets "you have it"
  expect ben gets "Anna Berg has CASE-1001 now"
  expect jane gets "Anna Berg"

at Mon 10:30
  kim writes "Contract": I want to speak to your manager.
  expect anna gets "ESCALATION L2 high"
  expect ben gets nothing
  expect kim gets "12:30"
