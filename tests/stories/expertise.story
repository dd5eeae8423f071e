Who knows the matter is called first; for everything else the order of the file stands

given ben knows about financial_loss

at Mon 10:00
  jane writes "Invoice": You charged me 900 EUR too much, and I want it back.
  expect ben gets at 10:00 "ESCALATION L2 high" and "900 EUR"
  expect jane gets "a senior colleague"

at Mon 10:05
  max writes "Call me": I want to speak to your manager.
  expect anna gets at 10:05 "ESCALATION L2 high"
  expect max gets "billing specialist"

at Mon 11:01
  expect ben gets at 10:45 "Still open"
  expect anna gets at 10:50 "Still open"
  expect anna gets at 11:00 "ESCALATION L2 high" and "Invoice"     # his share is over: the next one of the level
