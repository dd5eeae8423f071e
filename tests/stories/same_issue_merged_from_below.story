A case that staff tie to an incident from its own mail waits with it like any other report, and its customer is told what all were told

at Mon 10:00
  jane writes "Locker": The pickup locker at Mill Lane does not open with the code you sent me.
  paul writes "can't collect": The parcel locker in Mill Lane rejects my code every time.
  maria writes "code": Pickup code is not accepted by the locker at Mill Lane, what now?
  expect anna gets "ESCALATION L2 high"
  ignore the rest to jane
  ignore the rest to paul
  ignore the rest to maria
  ignore the rest to the front line
  anna answers, passing DMARC: all: The locker is repaired.
  expect anna gets "3 customers would be told"
  anna answers the mail "would be told", passing DMARC: yes
  expect anna gets "will be told"

at Mon 10:30
  kim writes "Parcel": The box is too high up for me to reach.
  expect kim gets "CASE-1004"
  anna writes, passing DMARC, naming CASE-1004 "that one": merge CASE-1003
  expect anna gets "belongs to the incident of CASE-1003 now" and "its customer was told what all were told"
  expect kim gets "The locker is repaired."
  expect CASE-1004 turn customer
  anna answers the mail "belongs to the incident", passing DMARC: undo
  expect anna gets "undone"
  anna writes, passing DMARC, naming CASE-1004 "that one": merge CASE-1003
  expect anna gets "belongs to the incident of CASE-1003 now"
  expect kim gets nothing                       # nobody is told twice

at Mon 15:00
  expect CASE-1004 level L1, escalations 0      # no window of its own
