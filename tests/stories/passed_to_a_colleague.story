A contact passes a case to a colleague; above and below nobody notices

at Mon 10:00
  jane writes "Invoice": I want to speak to your manager.
  expect anna gets "ESCALATION L2 high"
  expect jane gets "12:00"

at Mon 10:10
  anna answers: pass ben
  expect ben gets "ESCALATION L2 high"
  expect anna gets "passed to Ben Cole"
  expect the case level L2, handler nobody, promise Mon 12:00

at Mon 10:20
  ben answers: ok
  expect ben gets "you have it"
  expect jane gets "Ben Cole"
  ignore the rest to anna
