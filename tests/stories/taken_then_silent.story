Taken and then forgotten: the promise to the customer still runs, and whoever took it is asked again

at Mon 09:30
  kim writes "Hello": Do you ship to Norway?
  expect kim gets "It has reached us"
  the front line answers kim: Yes, we do.             # answers are seen in Sent, so silence means silence

at Mon 10:00
  jane writes "Invoice": I want to speak to your manager.
  expect anna gets "ESCALATION L2 high"
  expect jane gets "12:00"
  anna answers: ok
  expect anna gets "you have it"
  expect jane gets "Anna Berg"

at Mon 12:00
  expect anna gets at 12:00 "Promise missed" and "New time" and "by 14:00"
  expect anna gets at 12:00 "You took this case and nothing happened since"
  expect jane gets at 12:00 "have not kept our word" and "14:00"
  expect ben gets nothing
  expect the case handler anna, level L2

at Mon 13:00
  the front line answers jane: Anna here, sorry for the delay. The money is on its way back to you.
  expect the case turn customer, promise none

at Mon 16:00
  expect nobody gets anything
