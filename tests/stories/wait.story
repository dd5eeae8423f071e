Wait gives the turn to the customer: our clocks stand still until the customer writes

at Mon 10:00
  jane writes "Invoice": I want to speak to your manager.
  expect anna gets "ESCALATION L2 high"
  expect jane gets "12:00"
  anna answers: wait
  expect anna gets "waits for the customer"
  expect the case turn customer, handler anna, promise Mon 12:00

at Tue 10:00
  ignore the rest to jane
  jane writes again: Here is the invoice.
  expect the case turn ours, handler anna
  expect anna gets "Here is the invoice"
