A colleague said wait: the time that was promised passes without an apology, for it is the customer's turn

at Mon 09:30
  kim writes "Hello": Do you ship to Norway?
  expect kim gets "It has reached us"
  the front line answers kim: Yes, we do.

at Mon 10:00
  jane writes "Invoice": I want to speak to your manager.
  expect anna gets "ESCALATION L2 high"
  expect jane gets "12:00"
  anna answers: note: I have called her, she sends the papers.
  expect anna gets "noted, and you have it now"
  expect jane gets "Anna Berg"
  anna answers: wait
  expect anna gets "waits for the customer" and "promised a word by Mon 12:00"

at Mon 12:30
  expect jane gets nothing
  expect anna gets nothing
