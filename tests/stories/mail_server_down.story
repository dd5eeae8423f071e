The mail server is down for an hour: nothing is lost or goes out twice, and time begins when mail leaves

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
  expect jane gets at 11:02 "we have received it" and "12:02"          # her hour begins when she is told
  expect olivia gets "ESCALATION L3 critical" and "by 12:07"           # written anew: so does Olivia's
  expect olivia gets "PROBLEM" and "does not answer" and "escalations that should have left: CASE-1001 by Mon 10:10"

at Mon 11:50
  expect nobody gets anything                                          # three quarters of Olivia's hour are not over
  olivia answers: ok
  expect olivia gets "you have it"
  expect jane gets nothing
