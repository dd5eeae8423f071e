A contact passes a case on late: the colleague is told the time that the customer was promised, and not a later one

at Mon 10:00
  jane writes "Invoice": I want to speak to your manager.
  expect anna gets "ESCALATION L2 high" and "by 12:00"
  expect jane gets "12:00"
  anna answers: ok
  expect anna gets "you have it"
  expect jane gets "Anna Berg"

at Mon 11:00
  anna answers: pass ben
  expect anna gets "passed to Ben Cole"
  expect ben gets "ESCALATION L2 high · Jane Roe · by 12:00" and "Answer Jane Roe by 12:00" and "promised to the customer"
  expect ben was never told "13:00"

at Mon 11:30
  ben answers: up: she wants the owner
  expect ben gets "is on L3 now"
  expect olivia gets "ESCALATION L3 high · Jane Roe · by 12:00" and "Answer Jane Roe by 12:00" and "Deadline: Mon 12:00 = 2 business hours from Mon 10:00; promised to the customer"
  ignore the rest to anna
