The mail server is down for an hour: nothing is lost, nothing goes out twice, and no mail promises a time that is over

at Mon 10:00
  the mail server is down
  jane writes "Bad news": My lawyer will take legal action against you.
  kim writes "Question": Do you ship to Norway?
  expect nobody gets anything
  expect 2 cases

at Mon 11:02
  expect nobody gets anything
  the mail server is back

at Mon 11:10
  expect kim gets "It has reached us"
  expect jane gets "we have received it" and "as soon as possible"     # the hour of which it would have spoken is over
  expect olivia gets "ESCALATION L3 critical"                          # and no reminder of a mail that she did not have
  expect olivia gets "PROBLEM" and "does not answer"

at Mon 11:20
  expect olivia gets at 11:15 "Overdue since"
  olivia answers: ok
  expect olivia gets "you have it"
  expect jane gets nothing
