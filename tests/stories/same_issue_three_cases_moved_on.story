What all were told once for three cases of one customer is taken back on each, also where one has moved on meanwhile

at Mon 10:00
  jane writes "Locker": The pickup locker at Mill Lane does not open with the code you sent me.
  paul writes "can't collect": The parcel locker in Mill Lane rejects my code every time.
  jane writes "Locker code": My pickup code is still not accepted by the locker at Mill Lane.
  jane writes "Mill Lane": The locker at Mill Lane does not take my pickup code, for the third time.
  maria writes "code": Pickup code is not accepted by the locker at Mill Lane, what now?
  expect anna gets "ESCALATION L2 high"
  expect jane gets "CASE-1001"
  expect paul gets "CASE-1002"
  expect maria gets "several customers"

at Mon 10:10
  anna answers the mail "ESCALATION", passing DMARC: all: The locker is being repaired, your parcels go home today.
  expect anna gets "3 customers would be told"
  anna answers the mail "would be told", passing DMARC: yes
  expect anna gets "3 customers will be told Mon 10:12"
  jane writes, in the thread of jane: It is the locker with the blue door.
  expect CASE-1004 turn ours, messages 2
  anna writes, passing DMARC, naming CASE-1003 "the same": note: She wrote three times.
  expect anna gets "noted"
  expect CASE-1003 turn customer

at Mon 10:11
  anna answers the mail "will be told", passing DMARC: undo
  expect anna gets "undone"
  expect the log of CASE-1003 says "undone" and "the case had moved on"
  expect the log of CASE-1004 says "undone" and "the case had moved on"
  expect CASE-1003 turn ours
  anna writes, passing DMARC, naming CASE-1003 "how is it": status
  expect anna gets "Steps taken: Mon 10:10 Anna Berg: She wrote three times == Timeline =="
  anna writes, passing DMARC, naming CASE-1004 "how is it": status
  expect anna gets "Steps taken: none yet"

at Mon 10:20
  expect jane gets nothing
  expect paul gets nothing
  expect maria gets nothing
