Whoever answers files gets the customer's files, out of the mailbox; what is a program, or gone, is named

at Mon 10:00
  jane writes, with the file invoice.pdf, with the file setup.exe "Invoice": I want to speak to your manager.
  expect anna gets "ESCALATION L2" and "File: invoice.pdf" and "File: setup.exe"
  expect the last mail of anna holds no files
  expect jane gets "I am bringing in"

at Mon 10:05
  jane writes again, with the file list.pdf: Here is the list, too.
  expect anna gets "Here is the list"

at Mon 10:10
  anna answers: files
  expect anna gets "2 files of the customer are attached" and "Not sent, it lies in the mailbox: setup.exe (a program or script)"
  expect the last mail of anna holds invoice.pdf, list.pdf
  expect the case handler nobody

at Mon 10:20
  somebody deletes the mail of jane
  anna answers: files
  expect anna gets "Not attached: list.pdf (its message is not in the mailbox any more)"
  expect the last mail of anna holds invoice.pdf
  anna answers the mail "ESCALATION": done
  expect anna gets "resolved by Anna"

at Mon 10:25
  expect jane gets "resolved"
  anna answers the mail "ESCALATION": files
  expect anna gets "are attached"
  expect the last mail of anna holds invoice.pdf
