A colleague who is called late is told what the customer was promised, where that is sooner than their own time

at Mon 10:00
  jane writes "Invoice": I want to speak to your manager.
  expect anna gets "by 12:00"
  expect anna was never told "Promised"         # one time for both: it is said once
  expect jane gets "12:00"

at Mon 10:40
  anna answers: ok
  expect anna gets "you have it. The customer was promised a word by Mon 12:00"
  expect jane gets "Anna Berg" and "12:00"

at Mon 11:30
  anna answers: up: too big for me
  expect anna gets "is on L3 now"
  expect olivia gets "Answer Jane Roe by 12:00" and "Deadline: Mon 12:00 = 2 business hours from Mon 10:00; promised to the customer"
  expect the case level L3, promise Mon 12:00

at Mon 11:40
  olivia answers: pass ben
  expect olivia gets "Ben Cole is not on L3"
  olivia answers the mail "ESCALATION": back: you can give her 100
  expect olivia gets "was promised a word by Mon 12:00: that stands"
  expect anna gets "is back with you: answer by 12:00, as promised"
  expect jane gets nothing
