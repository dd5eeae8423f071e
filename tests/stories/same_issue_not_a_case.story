What staff said is no case counts in no incident, nor what a machine wrote

at Mon 10:00
  jane writes "Locker": I want your manager. The pickup locker at Mill Lane does not open with the code you sent me.
  expect anna gets "ESCALATION L2 high"
  expect jane gets "CASE-1001"
  anna answers: ignore
  expect anna gets "closed, not a case"
  paul writes "can't collect": The parcel locker in Mill Lane rejects my code every time.
  expect paul gets "CASE-1002"
  robot writes automatically "alert": Pickup code is not accepted by the locker at Mill Lane.
  maria writes "code": Pickup code is not accepted by the locker at Mill Lane, what now?
  expect maria gets "CASE-1003"
  expect anna gets nothing
  expect the case level L1, without trigger same_issue
