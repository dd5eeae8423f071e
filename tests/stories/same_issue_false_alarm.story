An incident that was none: false takes it apart, and each report is a case of the front line again, with its own time

at Mon 10:00
  jane writes "Locker": The pickup locker at Mill Lane does not open with the code you sent me.
  paul writes "can't collect": The parcel locker in Mill Lane rejects my code every time.
  maria writes "code": Pickup code is not accepted by the locker at Mill Lane, what now?
  ignore the rest to jane
  ignore the rest to paul
  ignore the rest to maria
  expect anna gets "ESCALATION L2 high"
  anna answers: false: three different things
  expect anna gets "it is back on L1" and "2 other cases are on their own again"
  expect the front line gets "three different things"
  expect the log of CASE-1001 says "split" and "does not belong to CASE-1003"
  anna answers the mail "on their own again": undo
  expect anna gets "undone"
  expect the log of CASE-1001 says "linked" and "the same issue as CASE-1003"
  ignore the rest to the front line
  anna answers the mail "ESCALATION": false
  expect anna gets "2 other cases are on their own again"

at Mon 14:00
  expect CASE-1001 level L2, escalations 1          # nobody of the front line answered
  expect CASE-1002 level L2
  ignore the rest to anna
