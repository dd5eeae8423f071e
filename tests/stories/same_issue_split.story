Staff take a case out of an incident, take one in, and can undo both

at Mon 10:00
  jane writes "Locker": The pickup locker at Mill Lane does not open with the code you sent me.
  paul writes "can't collect": The parcel locker in Mill Lane rejects my code every time.
  maria writes "code": Pickup code is not accepted by the locker at Mill Lane, what now?
  kim writes "Parcel": The box is too high up for me to reach, and I am in a wheelchair.
  expect anna gets "ESCALATION L2 high"
  ignore the rest to jane
  ignore the rest to paul
  ignore the rest to maria
  ignore the rest to kim

at Mon 10:10
  anna answers the mail "ESCALATION": split CASE-1002
  expect anna gets "CASE-1002 is a case of its own again; 2 customers are left"
  expect the log of CASE-1002 says "split" and "CASE-1003"

at Mon 10:12
  anna answers the mail "own again": undo
  expect anna gets "undone"
  expect the log of CASE-1002 says "linked" and "CASE-1003"

at Mon 10:20
  anna answers the mail "ESCALATION": merge CASE-1004
  expect anna gets "CASE-1004 belongs to this incident now"
  expect the log of CASE-1004 says "linked" and "CASE-1003"
  anna answers the mail "ESCALATION": merge CASE-1099
  expect anna gets "there is no other case CASE-1099"
  anna answers the mail "ESCALATION": split CASE-1099
  expect anna gets "CASE-1099 is not one of this incident"

at Mon 10:30
  anna answers the mail "ESCALATION": split
  expect anna gets "leads the incident"
