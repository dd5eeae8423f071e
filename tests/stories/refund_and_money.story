A large sum goes to a specialist; a small one stays with the front line

at Mon 10:00
  jane writes "Wrong charge": You charged me 1,200 USD twice and I want my money back.
  expect anna gets "ESCALATION L2 high" and "financial loss" and "1,200"
  expect jane gets "12:00"

at Mon 10:10
  kim writes "Wrong charge": You charged me 20 USD twice and I want my money back.
  expect kim gets "It has reached us"
  expect CASE-1002 level L1
