A contact is found to be away on one case: every case that waits for that contact goes on to the next one

at Mon 10:00
  jane writes "Invoice": I want to speak to your manager.
  expect anna gets "ESCALATION L2 high"
  expect jane gets "12:00"

at Mon 10:05
  kim writes "Contract": I want to speak to your manager.
  expect anna gets "ESCALATION L2 high"
  expect kim gets "12:05"

at Mon 10:10
  anna is out of office until 30 November
  expect ben gets "ESCALATION L2 high · Kim"
  expect ben gets "ESCALATION L2 high · Jane"
