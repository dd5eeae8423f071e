A colleague's files go to the customer with the words, fetched from the mailbox as the mail leaves; a program does not

at Mon 10:00
  jane writes "Invoice": I want to speak to your manager.
  expect anna gets "ESCALATION L2"
  expect jane gets "I am bringing in"

at Mon 10:10
  anna answers, with the file contract.pdf, with the file setup.exe: say: Please see the contract.
  expect anna gets "Customer will be told" and "With it goes contract.pdf. Not passed on: setup.exe (a program or script)"

at Mon 10:12
  expect jane gets at 10:12 "Please see the contract."
  expect the last mail of jane holds contract.pdf

# Taken back within two minutes, nothing leaves.
at Mon 10:20
  anna answers, with the file draft.pdf: say: Please see the draft.
  expect anna gets "With it goes draft.pdf"
  anna answers: undo
  expect anna gets "undone"

# The mail in which the file lay is gone when the words leave: they go without, and Anna hears of it.
at Mon 10:30
  anna answers, with the file final.pdf: say: Please see the final version.
  expect anna gets "With it goes final.pdf"
  somebody deletes the mail of anna

at Mon 10:32
  expect jane gets "Please see the final version."
  expect the last mail of jane holds no files
  expect anna gets "went out without final.pdf (its message is not in the mailbox any more)"

# A mailbox that cannot be read for a while keeps the mail, files and all, until it can.
at Mon 10:40
  anna answers, with the file last.pdf: done: Here is the receipt.
  expect anna gets "resolved by Anna" and "With it goes last.pdf"
  the mailbox is down

at Mon 10:45
  ignore the rest to olivia
  the mailbox is back

at Mon 10:55
  expect jane gets "Here is the receipt."
  expect the last mail of jane holds last.pdf
