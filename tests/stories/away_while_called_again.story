Called again and again, the only contact of the top level goes away: whoever is there is called then, each of them once

at Mon 10:00
  jane writes "Letter": My lawyer will take legal action against you.
  ignore the rest to jane
  ignore the rest to olivia

at Mon 11:05
  expect anna gets nothing
  olivia answers: away until friday
  expect anna gets at 11:05 "ESCALATION L3 critical"
  expect ben gets at 11:05 "ESCALATION L3 critical"
  anna answers: away until friday
  ignore the rest to anna
  expect ben gets nothing

at Mon 11:20
  expect ben gets at 11:15 "Overdue since 11:00"
  ben answers: ok
  expect ben gets "you have it"
