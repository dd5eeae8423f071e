A case that is taken and forgotten is asked for eight times; then the escalation manager hears of it, and once a day is enough

given ben is the escalation manager

at Mon 10:00
  jane writes "Broken": My lawyer will take legal action against you.
  expect olivia gets "ESCALATION L3 critical"
  ignore the rest to jane
  olivia answers: ok
  expect olivia gets "you have it"

at Mon 11:00
  expect olivia gets at 11:00 "Promise missed"
  expect olivia gets at 11:00 "You took this case and nothing happened since"

at Mon 11:30
  olivia answers: note: I have called our lawyer
  expect olivia gets "noted"

at Mon 19:29
  expect olivia gets at 12:30 "nothing happened since"            # an hour after her note
  expect olivia gets at 13:30 "nothing happened since"
  expect olivia gets at 14:30 "nothing happened since"
  expect olivia gets at 15:30 "nothing happened since"
  expect olivia gets at 16:30 "nothing happened since"
  expect olivia gets at 17:30 "nothing happened since"
  expect olivia gets at 18:30 "nothing happened since"
  expect ben gets nothing

at Mon 19:30
  expect olivia gets at 19:30 "nothing happened since"
  expect ben gets at 19:30 "Olivia Owner took this case and nothing happened since, though asked 8 times"

at Tue 09:59
  expect nobody gets anything

at Tue 19:30
  expect olivia gets at 10:00 "unresolved on L3 for 24h"
  expect olivia gets at 19:30 "nothing happened since"
  expect ben gets at 19:30 "though asked 9 times"
  olivia answers: status
  expect olivia gets "CASE-1001"

at Wed 19:29
  expect olivia gets at Wed 10:00 "unresolved"
