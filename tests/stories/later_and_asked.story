Later reminds at that time, and ask gives the turn to the customer

at Mon 10:00
  jane writes "Invoice": I want to speak to your manager.
  expect anna gets "ESCALATION L2 high"
  expect jane gets "12:00"
  anna answers: later 11:30
  expect anna gets "you will be reminded Mon 11:30" and "promised a word by Mon 12:00"
  expect the case handler anna, turn ours

at Mon 11:30
  expect anna gets at 11:30 "You asked to be reminded"
  anna answers: ask: Which invoice number is it, please?
  expect anna gets "Customer will be told Mon 11:32"
  expect the case turn customer
  expect the log of CASE-1001 says "asked the customer"

at Mon 11:40
  expect jane gets at 11:32 "Which invoice number is it"

at Tue 10:00
  jane writes again: It is 4711.
  expect the case turn ours, handler anna
  expect anna gets "It is 4711"
  anna answers: later 9:00
  expect anna gets "you will be reminded Wed 09:00"

at Wed 09:05
  expect anna gets at Wed 09:00 "You asked to be reminded"
