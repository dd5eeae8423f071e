What all were told is told nobody twice: not by undo of split or false, nor by a merge after a split

at Mon 10:00
  jane writes "Locker": The pickup locker at Mill Lane does not open with the code you sent me.
  paul writes "can't collect": The parcel locker in Mill Lane rejects my code every time.
  maria writes "code": Pickup code is not accepted by the locker at Mill Lane, what now?
  ignore the rest to anna
  expect jane gets "CASE-1001"
  expect paul gets "CASE-1002"
  expect maria gets "several customers"
  anna answers the mail "ESCALATION", passing DMARC: all: The locker is being repaired, your parcels go home today.
  anna answers the mail "would be told", passing DMARC: yes

at Mon 10:05
  expect jane gets at 10:02 "your parcels go home today"
  expect paul gets at 10:02 "your parcels go home today"
  expect maria gets at 10:02 "your parcels go home today"
  anna answers the mail "ESCALATION": split CASE-1002
  anna answers the mail "own again": undo
  expect CASE-1002 turn customer
  expect paul gets nothing

at Mon 10:10
  anna answers the mail "ESCALATION": split CASE-1002
  anna answers the mail "ESCALATION": merge CASE-1002
  expect paul gets nothing

at Mon 10:20
  anna answers the mail "ESCALATION": false
  anna answers the mail "on their own again": undo
  expect the log of CASE-1001 says "linked" and "the same issue as CASE-1003"
  expect jane gets nothing
  expect paul gets nothing

at Mon 10:30
  tom writes "Mill Lane": I get no parcel, the Mill Lane locker says my code is wrong
  expect tom gets "CASE-1004"
  expect tom gets "your parcels go home today"
  expect nobody gets anything
