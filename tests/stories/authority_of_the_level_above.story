A sum goes to the first level that may decide it, not to one that would only have to ask in its turn

given L1 may decide up to 300 EUR
given L2 may decide up to 500 EUR

at Mon 10:00
  jane writes "Invoice": You charged me 900 EUR too much, and I want it back.
  expect olivia gets at 10:00 "ESCALATION L3 high" and "900 EUR is over what L1 may decide, 300 EUR"
  expect jane gets "I am bringing in"
  expect the case level L3, trigger beyond_authority

at Mon 10:10
  kim writes "Invoice": You charged me 400 EUR too much, and I want it back.
  expect anna gets "ESCALATION L2 high"
  ignore the rest to kim
  anna answers: ok
  expect anna gets "you have it"

at Mon 10:20
  ignore the rest to anna
  kim writes again: No, it was 800 EUR too much that you charged me. I want it back.
  expect olivia gets at 10:20 "ESCALATION L3 high" and "800 EUR is over what L2 may decide, 500 EUR"
  ignore the rest to olivia
