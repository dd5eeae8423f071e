A promise that is missed again: the customer gets no second apology, and so nobody is told of a new time

at Mon 09:30
  kim writes "Hello": Do you ship to Norway?
  expect kim gets "It has reached us"
  the front line answers kim: Yes, we do.             # answers are seen in Sent, so silence means silence

at Mon 10:00
  jane writes "Invoice": I want to speak to your manager.
  expect anna gets "ESCALATION L2 high" and "by 12:00"
  expect jane gets "12:00"
  anna answers: ok
  expect anna gets "you have it"
  expect jane gets "Anna Berg"

at Mon 12:00
  expect anna gets at 12:00 "Promise missed" and "New time: answer Jane Roe by 14:00"
  expect jane gets at 12:00 "have not kept our word" and "14:00"
  expect anna gets at 12:00 "nothing happened since"

at Mon 14:00
  expect anna gets at 14:00 "Promise missed. Jane Roe was to hear from us by 14:00: answer now."
  expect anna was never told "16:00"
  expect anna gets at 14:00 "Overdue since 12:00: Jane Roe still waits" and "nothing happened since"
  expect jane gets nothing
  expect the case promise none
