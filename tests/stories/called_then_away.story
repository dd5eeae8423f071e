The only contact of the top level goes away before taking a critical case: whoever is there is called, not only reminded

at Mon 10:00
  jane writes "Letter": My lawyer will take legal action against you.
  expect jane gets "we have received it"
  expect olivia gets "ESCALATION L3 critical"
  olivia answers: away until friday
  ignore the rest to olivia
  expect anna gets at 10:00 "Answer Jane Roe by 11:00" and "legal threat"
  expect ben gets at 10:00 "Answer Jane Roe by 11:00" and "legal threat"
  expect the front line gets nothing
