Where the front line has names, whoever had the case is asked for facts at their own address

given fred is on the front line
given the front line is asked for facts

at Mon 10:00
  jane writes "Broken": My machine is broken.
  expect fred gets "Broken"
  ignore the rest to jane
  fred answers: up
  expect fred gets "Anna Berg was called"
  expect anna gets "ESCALATION L2"
  expect fred gets "2 facts missing"
  fred answers the mail "2 facts missing": Account or order number: AC-10442
  expect anna gets "Account or order number: AC-10442"
  expect fred gets "noted on the case; Anna Berg was told. Still missing: What was tried."
  expect the case level L2, status new
  ben answers the mail to fred: What was tried: nothing
  expect ben gets "Nothing was done"
  ignore the rest to fred
  anna answers the mail "ESCALATION": ok
  expect anna gets "you have it"
  fred answers the mail "2 facts missing": We sent a new cable.
  expect anna gets "What was tried: We sent a new cable."
  expect the case handler anna
