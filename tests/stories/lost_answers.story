The mail server's answer is lost: the copy in our own mailbox proves that the mail went out, and nobody gets it twice

at Mon 10:00
  the mail server loses answers
  jane writes "Invoice": I want to speak to your manager.
  expect anna gets "ESCALATION L2 high"
  expect jane gets "12:00"

at Mon 10:10
  the mail server loses mail and answers
  jane writes again: Please call me, too.
  expect anna gets nothing

at Mon 10:12
  the mail server loses nothing any more

at Mon 10:40
  expect anna gets "Please call me, too"          # no copy came in a quarter of an hour, so it was sent again
  expect jane gets nothing

at Mon 10:50
  expect anna gets at 10:45 "Still open"
