The files of a customer are named in the ESCALATION, and not passed on

at Mon 10:00
  jane writes, with the file invoice.pdf, with the file contract.pdf, "Damaged": I want to speak to your manager.
  expect anna gets "ESCALATION L2" and "File: invoice.pdf (application/pdf, 16 bytes)" and "File: contract.pdf"
  expect jane gets "I am bringing in"
