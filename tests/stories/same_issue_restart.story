The third report fires after a restart too, and once

at Mon 10:00
  jane writes "Locker": The pickup locker at Mill Lane does not open with the code you sent me.
  paul writes "can't collect": The parcel locker in Mill Lane rejects my code every time.
  expect jane gets "CASE-1001"
  expect paul gets "CASE-1002"
  the worker restarts

at Mon 10:30
  maria writes "code": Pickup code is not accepted by the locker at Mill Lane, what now?
  expect anna gets "ESCALATION L2 high" and "CASE-1001" and "CASE-1002"
  expect maria gets "several customers"
  the worker restarts

at Mon 10:40
  tom writes "Mill Lane": I get no parcel, the Mill Lane locker says my code is wrong
  expect tom gets "CASE-1004"
  expect anna gets "One more customer"
  expect CASE-1004 level L1, escalations 0
