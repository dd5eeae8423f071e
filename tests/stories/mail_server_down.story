The mail server is down for an hour: nothing is lost, nothing goes out twice, and no mail promises a time that is over

at Mon 10:00
  the mail server is down
  jane writes "Bad news": My lawyer will take legal action against you.
  kim writes "Question": Do you ship to Norway?
  expect nobody gets anything
  expect 2 cases

at Mon 11:02
  expect nobody gets anything

at Mon 11:02
  the mail server is back

at Mon 11:10
  expect olivia gets "ESCALATION L3 critical"
  ignore the rest to olivia
  expect jane gets "we have received it"
  expect kim gets "It has reached us"

at Mon 11:30
  expect jane gets nothing
