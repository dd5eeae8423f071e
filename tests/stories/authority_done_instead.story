`done` in place of `approve` settles the request as well: whoever asked hears of it, and nothing is left to approve

given L2 may decide up to 500 EUR

at Mon 10:00
  jane writes "Invoice": I want to speak to your manager.
  ignore the rest to jane
  expect anna gets "ESCALATION"
  anna answers, passing DMARC: done 900
  expect anna gets "beyond your authority"
  expect olivia gets "ESCALATION L3 high" and "Or answer: approve"
  olivia answers, passing DMARC: done: We send a new one instead.
  expect olivia gets "resolved by Olivia Owner"

at Mon 10:20
  expect anna gets at 10:02 "Olivia Owner resolved it: We send a new one instead. The request for 900 EUR is over with it."
  jane answers: I want to speak to your manager again, it is still wrong.
  expect the case status open
  expect olivia gets "still wrong"
  olivia answers, passing DMARC: approve
  expect olivia gets "nobody asks for authority on this case"
  expect the case status open
