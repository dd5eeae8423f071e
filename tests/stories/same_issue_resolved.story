An incident escalates as one: its reports wait with it, and are resolved with it where a colleague says yes

given customers are asked after 2bd

at Mon 10:00
  jane writes "Locker": The pickup locker at Mill Lane does not open with the code you sent me.
  paul writes "can't collect": The parcel locker in Mill Lane rejects my code every time.
  maria writes "code": Pickup code is not accepted by the locker at Mill Lane, what now?
  expect anna gets "ESCALATION L2 high"
  ignore the rest to jane
  ignore the rest to paul
  ignore the rest to maria
  anna answers: told: we are on it
  expect anna gets "answered by phone"

at Tue 11:00
  expect CASE-1001 level L1, escalations 0
  expect CASE-1002 level L1, escalations 0
  expect the log of CASE-1001 says "waits" and "with CASE-1003, which is on L2"
  expect anna gets at Tue 10:00 "Still open" and "CASE-1001" and "nobody has answered here"     # nobody waits unseen
  expect anna gets at Tue 10:00 "Still open" and "CASE-1002" and "all: TEXT tells every customer"
  expect ben gets nothing

at Tue 11:30
  anna answers the mail "ESCALATION", passing DMARC: done: The locker is repaired.
  expect anna gets "resolved by Anna Berg" and "2 more cases of this incident are open: CASE-1001, CASE-1002. Answer yes to resolve them; their customers are told the same."
  anna answers the mail "2 more cases", passing DMARC: yes
  expect anna gets "2 more cases are resolved, and their customers will be told Tue 11:32. Answer undo to stop it."

at Tue 11:31
  anna answers the mail "2 more cases are resolved", passing DMARC: undo
  expect anna gets "undone"
  expect CASE-1001 status new, turn ours
  expect CASE-1003 status resolved

at Tue 11:40
  expect paul was never told "The locker is repaired"
  ignore the rest to anna
  anna answers the mail "ESCALATION", passing DMARC: reopen
  anna answers the mail "ESCALATION", passing DMARC: yes
  expect CASE-1001 status new
  anna answers the mail "ESCALATION", passing DMARC: done: The locker is repaired.
  anna answers the mail "2 more cases of": yes
  expect CASE-1001 status new
  anna answers with the code
  expect CASE-1001 status resolved
  expect CASE-1002 status resolved, handler anna

at Tue 12:00
  expect the log of CASE-1001 says "resolved" and "with CASE-1003"
  paul writes again: It is not repaired at all, the locker rejects my code.
  expect CASE-1002 status open, turn ours, level L1
