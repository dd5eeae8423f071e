The customer writes while a text to them still waits, and the text is taken back: nothing of what they wrote is lost

at Mon 10:00
  jane writes "Invoice": I want to speak to your manager.
  expect anna gets "ESCALATION L2 high"
  expect jane gets "12:00"

at Mon 10:10
  anna answers: say: Dear Jane, which invoice is it?
  expect anna gets "Customer will be told Mon 10:12"
  jane writes again: It is invoice 4711, by the way.
  expect anna gets "It is invoice 4711"
  expect the case turn ours, messages 2

at Mon 10:11
  anna answers the mail "10:12": undo
  expect anna gets "the mail to the customer was stopped"
  expect the case turn ours, messages 2, promise Mon 12:00

at Mon 10:20
  expect jane gets nothing
