Whoever attaches a file to words for the customer is told that it was not passed on

at Mon 10:00
  jane writes "Invoice": I want to speak to your manager.
  expect anna gets "ESCALATION L2"
  expect jane gets "I am bringing in"

at Mon 10:10
  anna answers, with the file contract.pdf: say: Please see the contract.
  expect anna gets "Customer will be told" and "Not passed on: contract.pdf. Answer from the mailbox"

at Mon 10:15
  expect jane gets "Please see the contract."
