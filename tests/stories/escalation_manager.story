Nobody on the top level takes it: after two hours the designated escalation manager is called, too, every hour

given anna is the escalation manager

at Mon 09:30
  jane writes "Broken": My lawyer will take legal action against you.
  expect olivia gets at 09:30 "ESCALATION L3 critical"
  expect jane gets "we have received it"
  ignore the rest to olivia

at Mon 13:00
  expect anna gets nothing

at Mon 15:00
  expect anna gets at 13:15 "Broken"
  expect anna gets at 14:15 "Broken"
  anna answers: ok
  expect anna gets "only its contacts can do that"     # to see to it is not to have it
