A customer with two cases of one incident is told once what all are told, and both cases know it

at Mon 10:00
  jane writes "Locker": The pickup locker at Mill Lane does not open with the code you sent me.
  paul writes "can't collect": The parcel locker in Mill Lane rejects my code every time.
  jane writes "Locker code": My pickup code is still not accepted by the locker at Mill Lane.
  maria writes "code": Pickup code is not accepted by the locker at Mill Lane, what now?
  expect anna gets "ESCALATION L2 high"
  expect jane gets "CASE-1001"
  expect paul gets "CASE-1002"
  expect maria gets "several customers"
  expect 4 cases
  expect the log of CASE-1003 says "linked" and "the same issue as CASE-1004"

at Mon 10:10
  anna answers the mail "ESCALATION", passing DMARC: all: The locker is being repaired, your parcels go home today.
  expect anna gets "3 customers would be told"
  anna answers the mail "would be told", passing DMARC: yes
  expect anna gets "3 customers will be told Mon 10:12"
  expect CASE-1001 turn customer
  expect CASE-1003 turn customer

at Mon 10:11
  anna answers the mail "will be told", passing DMARC: undo
  expect anna gets "undone"
  expect CASE-1001 turn ours
  expect CASE-1003 turn ours

at Mon 10:20
  expect jane gets nothing
  expect paul gets nothing
  expect maria gets nothing
  anna writes, passing DMARC, naming CASE-1003 "how is it": status
  expect anna gets "Steps taken: none yet"
  anna answers the mail "ESCALATION", passing DMARC: all: The locker is being repaired, your parcels go home on Tuesday.
  expect anna gets "3 customers would be told"
  anna answers the mail "on Tuesday", passing DMARC: yes
  expect anna gets "3 customers will be told Mon 10:22"

at Mon 10:30
  expect jane gets at 10:22 "your parcels go home on Tuesday"
  expect paul gets at 10:22 "your parcels go home on Tuesday"
  expect maria gets at 10:22 "your parcels go home on Tuesday"
  expect jane gets nothing
  expect CASE-1001 turn customer
  expect CASE-1003 turn customer
  expect the log of CASE-1003 says "said" and "told on CASE-1001"

at Mon 10:40
  anna answers the mail "ESCALATION", passing DMARC: split CASE-1003
  expect anna gets "CASE-1003 is a case of its own again"
  anna answers the mail "ESCALATION", passing DMARC: merge CASE-1003
  expect anna gets "CASE-1003 belongs to this incident now"
  expect jane gets nothing

at Mon 11:00
  tom writes "Mill Lane": I get no parcel, the Mill Lane locker says my code is wrong
  expect tom gets "CASE-1005"
  expect tom gets "your parcels go home on Tuesday"
  expect anna gets "One more customer"
