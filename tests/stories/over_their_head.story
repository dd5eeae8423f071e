A case that somebody has goes up over their head: they hear of it, and so does whoever wants to know of every escalation

given ben is informed of every escalation

at Mon 10:00
  jane writes "Invoice": I want to speak to your manager.
  expect anna gets "ESCALATION L2 high"
  expect jane gets "12:00"
  expect ben gets nothing                                 # he is called himself, at eleven

at Mon 10:05
  anna answers: ok
  expect anna gets "you have it"
  expect ben gets "Anna Berg has CASE-1001 now"
  expect jane gets "Anna Berg"

at Mon 10:10
  jane writes again: Too late. My lawyer will take legal action against you.
  expect olivia gets "ESCALATION L3 critical"
  expect anna gets "It went from L2 to L3" and "Nothing to do for you"
  expect ben gets "It went from L2 to L3" and "Nothing to do for you"
  ignore the rest to jane

at Mon 10:20
  anna answers: ok
  expect anna gets "is on L3; only its contacts can do that"
  expect the case handler nobody, level L3

at Mon 10:30
  olivia answers: ok
  expect olivia gets "you have it"
  expect anna gets "Olivia Owner has CASE-1001 now"
  expect ben gets "Olivia Owner has CASE-1001 now"
