Whoever took a critical case goes away, and nobody else is on the level: it goes on to whoever is there, at once

at Mon 10:00
  jane writes "Letter": My lawyer will take legal action against you.
  expect jane gets "we have received it"
  olivia answers: ok
  olivia answers: away until friday
  expect anna gets at 10:00 "ESCALATION L3 critical"      # the escalation manager is Olivia herself, so all who are there
  expect ben gets at 10:00 "ESCALATION L3 critical"
  ignore the rest to olivia

at Mon 10:01
  kim writes "Contract": My lawyer will take legal action against you.
  expect kim gets "we have received it"
  expect anna gets "ESCALATION L3 critical" and "Kim Roe"
  expect ben gets "ESCALATION L3 critical" and "Kim Roe"
