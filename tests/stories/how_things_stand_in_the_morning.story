Who is to say a word by the morning is asked for it on the day before, while somebody is there to write it

given customers hear from L3 every 24h

at Mon 09:05
  kim writes "Question": Do you ship to Norway?
  expect kim gets "It has reached us"
  the front line answers kim: Yes, we do.            # so answers are seen in Sent

at Mon 09:10
  jane writes "Down": Our whole company is at a standstill, nobody can log in, everything is down for all users.
  expect jane gets "I am bringing in"
  expect olivia gets "ESCALATION L3 critical"
  olivia answers: ok
  expect jane gets "Olivia Owner"

  ignore the rest to olivia

at Mon 10:15
  expect jane gets at 10:10 "have not kept our word"

at Mon 16:15
  expect the log of CASE-1002 says "asked for a word"         # ten minutes of its hour are on Tuesday

at Tue 09:15
  expect jane gets at 09:10 "still working on your message"
