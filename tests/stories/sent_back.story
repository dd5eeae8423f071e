The specialist sends a case back with a reason, and the executive to the specialist who had it

at Mon 10:00
  jane writes "Invoice": I want to speak to your manager.
  expect anna gets "ESCALATION L2 high"
  expect jane gets "I am bringing in"

at Mon 10:05
  anna answers: ok
  expect anna gets "you have it"
  expect jane gets "Anna Berg"

at Mon 10:10
  anna answers: up: it is about the contract
  expect olivia gets "ESCALATION L3"
  expect anna gets "is on L3 now"

at Mon 10:15
  olivia answers: back
  expect olivia gets "nothing was done"

at Mon 10:16
  olivia answers: back: the contract allows it, tell her so
  expect olivia gets "sent back; it is back on L2"
  expect anna gets "is back with you" and "Olivia Owner sent it back from L3 to L2: the contract allows it, tell her so"
  expect the case level L2, trigger manager_request, promise Mon 12:00

at Mon 10:20
  anna answers: say: You may cancel each month.
  expect olivia gets "Anna Berg has CASE-1001 now"
  expect anna gets "Customer will be told"

at Mon 10:25
  expect jane gets at 10:22 "You may cancel each month."
  expect the case level L2, turn customer, promise none
