What is said to all of an incident is shown first, can be taken back, and reaches those who come later

at Mon 10:00
  jane writes "Locker": The pickup locker at Mill Lane does not open with the code you sent me.
  paul writes "can't collect": The parcel locker in Mill Lane rejects my code every time.
  maria writes "code": Pickup code is not accepted by the locker at Mill Lane, what now?
  expect anna gets "ESCALATION L2 high"
  expect jane gets "CASE-1001"
  expect paul gets "CASE-1002"
  expect maria gets "several customers"

at Mon 10:10
  anna answers the mail "ESCALATION", passing DMARC: yes
  expect anna gets "nothing waits for a yes"
  anna answers the mail "ESCALATION", passing DMARC: all: The locker is being repaired, your parcels go home today.
  expect anna gets "3 customers would be told" and "Answer yes to send it"
  expect nobody gets anything

at Mon 10:12
  anna answers the mail "would be told", passing DMARC: yes
  expect anna gets "3 customers will be told Mon 10:14"

at Mon 10:13
  anna answers the mail "will be told", passing DMARC: undo
  expect anna gets "undone"

at Mon 10:20
  expect jane gets nothing
  expect paul gets nothing
  expect maria gets nothing
  expect CASE-1001 turn ours
  anna answers the mail "ESCALATION", passing DMARC: all: The locker is being repaired, your parcels go home on Tuesday.
  expect anna gets "3 customers would be told"
  anna answers the mail "on Tuesday", passing DMARC: yes
  expect anna gets "3 customers will be told Mon 10:22"

at Mon 10:30
  expect jane gets at 10:22 "your parcels go home on Tuesday"
  expect paul gets at 10:22 "your parcels go home on Tuesday"
  expect maria gets at 10:22 "your parcels go home on Tuesday"
  expect CASE-1001 turn customer
  expect CASE-1003 turn customer, handler anna

at Mon 11:00
  tom writes "Mill Lane": I get no parcel, the Mill Lane locker says my code is wrong
  expect tom gets "CASE-1004"
  expect tom gets "your parcels go home on Tuesday"
  expect anna gets "One more customer"
  expect CASE-1004 turn customer
