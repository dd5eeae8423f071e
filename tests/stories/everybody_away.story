Everybody on a level is away: the next level is called; when nobody at all is there, a critical case calls them all

at Mon 10:00
  jane writes "Invoice": I want to speak to your manager.
  expect anna gets "ESCALATION L2 high"
  expect jane gets "12:00"
  anna is out of office until 30 November
  expect ben gets "ESCALATION L2 high"
  ben is out of office until 30 November
  expect olivia gets "ESCALATION L3 high"
  expect the case level L3

at Mon 10:10
  olivia is out of office until 30 November
  ignore the rest to olivia
  expect the front line gets "ESCALATION L3 high"

at Mon 10:20
  kim writes "Bad news": My lawyer will take legal action against you.
  expect kim gets "we have received it"
  expect CASE-1002 level L3
