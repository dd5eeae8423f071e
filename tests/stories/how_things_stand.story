The customer of a case on L3 hears every day how things stand: from Olivia, or else from us

given customers hear from L3 every 24h

at Mon 09:10
  kim writes "Question": Do you ship to Norway?
  expect kim gets "It has reached us"
  the front line answers kim: Yes, we do.            # so answers are seen in Sent

at Mon 10:00
  jane writes "Down": Our whole company is at a standstill, nobody can log in, everything is down for all users.
  expect jane gets "I am bringing in"
  expect olivia gets "ESCALATION L3 critical"
  olivia answers: ok
  expect jane gets "Olivia Owner"
  ignore the rest to olivia

at Mon 11:05
  expect jane gets at 11:00 "have not kept our word"

at Tue 09:55
  expect the log of CASE-1002 says "asked for a word"
  expect jane gets nothing

at Tue 10:05
  expect jane gets at 10:00 "still working on your message" and "Wednesday 25 November, 10:00"

at Wed 08:00
  olivia answers the mail "ESCALATION": say: We have found the cause, and it runs again.

at Wed 08:05
  expect jane gets "it runs again"

at Thu 12:00
  expect jane gets nothing           # she was answered, and it is her turn
