Two say ok: the later one has it, and the first one hears of it

at Mon 10:00
  jane writes "Invoice": I want to speak to your manager.
  expect anna gets "ESCALATION L2 high"
  expect jane gets "12:00"

at Mon 11:00
  expect anna gets at 10:45 "Still open"
  expect ben gets at 11:00 "ESCALATION L2 high"
  anna answers: ok
  expect anna gets "you have it"
  expect ben gets "Anna Berg has CASE-1001 now"
  expect jane gets "Anna Berg"
  ben answers: mine
  expect ben gets "you have it"
  expect anna gets "Ben Cole has CASE-1001 now"
  expect jane gets "Ben Cole"
  expect the case handler ben
