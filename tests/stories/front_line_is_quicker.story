The front line answers a legal threat before the executive has seen it: the ESCALATION goes out all the same

at Mon 18:00
  jane writes "Invoice": I want to speak to your manager.
  expect jane gets "CASE-1001"

at Mon 19:00
  the front line answers jane: We are closed now and look at it tomorrow.

at Tue 09:01
  expect anna gets "ESCALATION L2 high"
  expect the case turn customer
