An incident is over and its reports are not: without a yes each of them is the front line's again, with its own time

given fred is on the front line

at Mon 10:00
  jane writes "Locker": The pickup locker at Mill Lane does not open with the code you sent me.
  paul writes "can't collect": The parcel locker in Mill Lane rejects my code every time.
  maria writes "code": Pickup code is not accepted by the locker at Mill Lane, what now?
  ignore the rest to jane
  ignore the rest to paul
  ignore the rest to maria
  expect fred gets "Jane"
  expect fred gets "Paul"
  expect anna gets "ESCALATION L2 high"
  anna answers, passing DMARC: done: The locker is repaired.
  expect anna gets "Answer yes to resolve them"

at Mon 10:05
  anna answers the mail "Answer yes", passing DMARC: undo
  expect anna gets "undone"

at Mon 10:20
  anna answers the mail "ESCALATION", passing DMARC: ok
  expect anna gets "you have it"

at Mon 11:30
  expect fred gets nothing                  # they wait with the incident again
  anna answers the mail "ESCALATION", passing DMARC: done: The locker is repaired.
  expect anna gets "Answer yes to resolve them"
  expect fred gets nothing                  # the yes may come yet

at Mon 12:40
  expect fred gets at 12:30 "Jane" and "CASE-1003 is over, and this report of it is not"
  expect fred gets at 12:30 "Paul" and "CASE-1003 is over, and this report of it is not"
  expect the log of CASE-1001 says "on its own" and "CASE-1003 is over"
  fred answers the mail "CASE-1001": ok
  expect fred gets "you have it"

at Mon 16:40
  ignore the rest to fred
  ignore the rest to ben
  expect anna gets at 16:30 "ESCALATION L2" and "CASE-1002"
  expect CASE-1001 level L1, handler fred
  expect CASE-1002 level L2, escalations 1
