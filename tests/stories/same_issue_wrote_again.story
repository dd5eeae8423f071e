The customer of a report writes again: the front line has a window for that mail, and it climbs; the other report waits on

at Mon 10:00
  jane writes "Locker": The pickup locker at Mill Lane does not open with the code you sent me.
  paul writes "can't collect": The parcel locker in Mill Lane rejects my code every time.
  maria writes "code": Pickup code is not accepted by the locker at Mill Lane, what now?
  ignore the rest to jane
  ignore the rest to paul
  ignore the rest to maria
  ignore the rest to the front line
  expect anna gets "ESCALATION L2 high" and "CASE-1001" and "CASE-1002"
  anna answers: ok
  expect anna gets "you have it"

at Mon 11:00
  paul writes again: My medicine is in it.
  anna answers the mail "ESCALATION": split CASE-1002
  expect anna gets "own again"
  anna answers the mail "own again": undo
  expect anna gets "undone"

at Mon 15:00
  ignore the rest to anna
  ignore the rest to ben
  expect the log of CASE-1002 says "escalated" and "no answer from the front line"
  expect CASE-1002 level L2, escalations 1
  expect CASE-1001 level L1, escalations 0
