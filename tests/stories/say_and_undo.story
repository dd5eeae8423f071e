A text for the customer waits two minutes, so that undo can take it back

at Mon 10:00
  jane writes "Invoice": I want to speak to your manager.
  expect anna gets "ESCALATION L2 high"
  expect jane gets "12:00"

at Mon 10:10
  anna answers the mail "ESCALATION": say: Dear Paul, your order is cancelled.
  expect anna gets "Customer will be told Mon 10:12. Answer undo to stop it"
  expect the case turn customer, handler anna

at Mon 10:11
  anna answers: undo
  expect anna gets "undone"
  expect jane gets nothing
  expect the case turn ours, handler nobody, promise Mon 12:00

at Mon 10:20
  expect jane gets nothing
  anna answers the mail "ESCALATION": say: Dear Jane,
    | your order is on its way.
    | Anna Berg
  expect anna gets "Customer will be told Mon 10:22"

at Mon 10:27
  expect jane gets at 10:22 "Dear Jane, your order is on its way. Anna Berg"
  expect the case turn customer, promise none

at Mon 10:28
  anna answers the mail "10:22": undo
  expect anna gets "The customer may have been told already"
  expect jane gets nothing
  ignore the rest to anna
