The customer writes before the mail that says "resolved" has left: it is not sent, and the handler hears of that

at Mon 10:00
  jane writes "Invoice": I want to speak to your manager.
  expect anna gets "ESCALATION L2 high"
  expect jane gets "12:00"
  anna answers: done: The invoice is corrected.
  expect anna gets "Customer will be told Mon 10:02"

at Mon 10:01
  jane writes again: It happened again this morning!
  expect the case status open, turn ours, handler anna, promise Mon 12:00
  expect anna gets "the mail that says it is resolved was stopped"
  expect anna gets "It happened again" and "Steps taken: none yet"

at Mon 10:30
  expect jane gets nothing
