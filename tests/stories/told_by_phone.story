Who answered the customer by phone says so: the promise is kept, and it is the customer's turn

at Mon 10:00
  jane writes "Invoice": I want to speak to your manager.
  expect anna gets "ESCALATION L2"
  expect jane gets "I am bringing in"

at Mon 10:40
  anna answers: told: Called her, the invoice comes again on Friday.
  expect anna gets "answered by phone, and it is their turn"
  expect the case turn customer, handler anna

at Tue 12:00
  expect nobody gets anything
