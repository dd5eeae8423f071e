A contact is out of office: the next one is called now, and the absent one is left out until the date it names

at Mon 10:00
  jane writes "Invoice": I want to speak to your manager.
  expect anna gets "ESCALATION L2 high"
  expect jane gets "12:00"

at Mon 10:01
  anna is out of office until 25 November
  expect ben gets at 10:01 "ESCALATION L2 high"
  expect anna gets nothing

at Mon 10:05
  ben answers: ok
  expect ben gets "you have it"
  expect anna gets "Ben Cole has CASE-1001 now"
  expect jane gets "Ben Cole"
  the front line answers jane: Ben here, I am on it.

at Tue 10:00
  kim writes "Contract": I want to speak to your manager.
  expect ben gets "ESCALATION L2 high" and "Anna Berg was not called"
  expect kim gets "12:00"
  ben answers: ok
  expect ben gets "you have it"
  expect kim gets "Ben Cole"
  the front line answers kim: Ben here, I am on it.

at Thu 10:00
  lee writes "Contract": I want to speak to your manager.
  expect anna gets "ESCALATION L2 high"
  expect lee gets "12:00"
