The third customer with the same issue makes an incident: one escalation, with all of them listed

at Mon 10:00
  jane writes "Locker": The pickup locker at Mill Lane does not open with the code you sent me.
  expect jane gets "CASE-1001"

at Mon 10:30
  paul writes "can't collect": The parcel locker in Mill Lane rejects my code every time.
  expect paul gets "CASE-1002"
  expect nobody gets anything

at Mon 10:40
  jane writes "locker again": The locker at Mill Lane still refuses the pickup code.
  expect anna gets nothing
  ignore the rest to jane

at Mon 11:00
  maria writes "code": Pickup code is not accepted by the locker at Mill Lane, what now?
  expect anna gets at 11:00 "ESCALATION L2 high" and "Reports of the same issue" and "CASE-1001" and "CASE-1002" and "The pickup locker at Mill Lane does not open"
  expect maria gets "several customers have reported"
  expect the case level L2, trigger same_issue, escalations 1
  expect CASE-1001 level L1, escalations 0
  expect the log of CASE-1001 says "linked" and "CASE-1004"
  expect the log of CASE-1002 says "linked" and "CASE-1004"

at Mon 11:05
  anna answers the mail "ESCALATION": ok
  expect anna gets "you have it"
  expect maria gets "Anna Berg"
  tom writes "Mill Lane": I get no parcel, the Mill Lane locker says my code is wrong
  expect tom gets "CASE-1005"
  expect anna gets "One more customer reports the same" and "5 customers now" and "CASE-1005"
  expect CASE-1005 level L1, escalations 0
  expect the log of CASE-1004 says "one more" and "CASE-1005"
