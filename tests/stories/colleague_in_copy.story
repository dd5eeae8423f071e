A specialist answers from their own address with the desk in copy: it counts when DMARC passed

at Mon 10:00
  jane writes "Invoice": I want to speak to your manager.
  expect anna gets "ESCALATION L2 high"
  expect jane gets "12:00"

at Mon 10:20
  anna answers jane, with the desk in copy, passing DMARC: Your invoice is corrected, here it is.
  expect the case turn customer, promise none
  expect nobody gets anything

at Mon 12:30
  expect nobody gets anything
