A mail server that takes no mail with files gets the words alone, and the colleague hears of it

at Mon 10:00
  jane writes "Invoice": I want to speak to your manager.
  expect anna gets "ESCALATION L2"
  expect jane gets "I am bringing in"

at Mon 10:10
  the mail server takes no files
  anna answers, with the file contract.pdf: say: Please see the contract.
  expect anna gets "With it goes contract.pdf"
  ignore the rest to olivia

at Mon 10:35
  expect jane gets "Please see the contract."
  expect the last mail of jane holds no files
  expect anna gets "went out without contract.pdf (the mail server did not take the mail with it)"
