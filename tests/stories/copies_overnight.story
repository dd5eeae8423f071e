Copies that wait for the morning become one: what happened meanwhile, and who has the case now

given ben is informed of every escalation

at Mon 16:30
  jane writes "Broken": I want to speak to your manager.
  expect anna gets at 16:30 "ESCALATION L2 high"
  ignore the rest to jane

at Mon 22:00
  anna answers: up: they have called the press
  expect anna gets "Olivia Owner was called"
  olivia writes, naming CASE-1001, passing DMARC: ok
  expect olivia gets "you have it"
  expect ben gets nothing
  expect anna gets nothing

at Tue 09:30
  expect ben gets at 09:00 "Olivia Owner has CASE-1001 now. Nothing to do for you. It went from L2 to L3: they have called the press"
  expect anna gets at 09:00 "Olivia Owner has CASE-1001 now"
  ignore the rest to olivia
