A loss over what the front line may decide goes up for that reason, too; a sum in another currency says nothing

given L1 may decide up to 300 EUR

at Mon 10:00
  jane writes "Invoice": You charged me 350 EUR too much, and I want it back.
  expect anna gets at 10:00 "ESCALATION L2 high" and "350 EUR is over what L1 may decide, 300 EUR"
  expect jane gets "I am bringing in"
  expect the case level L2, trigger beyond_authority

at Mon 10:10
  max writes "Invoice": You charged me 350 USD too much, and I want it back.
  expect max gets "It has reached us"
