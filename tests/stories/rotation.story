Two colleagues take turns week by week: whoever has the week is called first, the other one after that

given ben and anna take turns on L2

at Mon 10:00
  jane writes "Invoice": I want to speak to your manager.
  expect ben gets at 10:00 "ESCALATION L2 high"
  expect jane gets "I am bringing in"
  ben answers: done
  expect ben gets "resolved by Ben Cole"

at Mon 10:00 in week 2
  ignore the rest to jane
  max writes "Delivery": I want to speak to your manager.
  expect anna gets at 10:00 "ESCALATION L2 high"
  expect max gets "billing specialist"
