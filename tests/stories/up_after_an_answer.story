The customer was answered, and yet a colleague says up: it is our move again, and the customer hears by when

at Mon 10:00
  jane writes "Invoice": I want to speak to your manager.
  expect anna gets "ESCALATION L2 high"
  expect jane gets "12:00"
  anna answers: ok
  expect anna gets "you have it"
  expect jane gets "Anna Berg"
  the front line answers jane: Anna here. I cannot decide this; somebody who can will write to you.
  expect the case turn customer, promise none

at Mon 10:20
  anna answers: up
  expect anna gets "is on L3 now" and "Why? Answer note: TEXT"
  expect olivia gets "ESCALATION L3 high" and "I cannot decide this"
  expect jane gets "We are still working on your message" and "11:20"
  expect jane was never told "not kept our word"
  expect the case turn ours, level L3, promise Mon 11:20

at Mon 10:30
  olivia answers: say: Dear Jane, you get your money back today. Olivia Owner
  expect olivia gets "Customer will be told"
  expect anna gets "Olivia Owner has CASE-1001 now"

at Mon 10:35
  expect jane gets "your money back today"
  expect the case turn customer, promise none
