An escalated case that waits for the customer reminds once, and then resolves itself

at Mon 10:00
  jane writes "Invoice": I want to speak to your manager.
  expect anna gets "ESCALATION L2 high"
  expect jane gets "12:00"
  anna answers: ok
  expect anna gets "you have it"
  expect jane gets "Anna Berg"
  the front line answers jane: Which invoice is it?

at Tue 12:00 in week 2
  expect jane gets at Mon 10:00 "Do you still need our help?"
  expect the case turn customer, status open

at Tue 12:00 in week 3
  expect the case status resolved
  expect jane gets at Mon 10:00 "your matter is resolved"
  ignore the rest to anna
