Everybody on the top level is away: on a critical case whoever is there is called as well, at once and at each repeat

given anna is the escalation manager

at Mon 09:00
  olivia writes, passing DMARC, "away": away until friday
  expect olivia gets "away until Fri 09:00"

at Mon 10:00
  jane writes "Letter": My lawyer will take legal action against you.
  expect olivia gets at 10:00 "ESCALATION L3 critical"
  expect anna gets at 10:00 "ESCALATION L3 critical"
  expect jane gets "we have received it"

at Mon 11:20
  expect anna gets at 10:45 "Still open"
  expect anna gets at 11:00 "Overdue since 11:00"
  expect anna gets at 11:15 "Overdue since 11:00"
  expect olivia gets at 11:00 "Overdue since 11:00"
  expect olivia gets at 11:15 "Overdue since 11:00"
  expect ben gets nothing
