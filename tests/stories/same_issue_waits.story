Nobody of an incident waits unseen: while it is the customer's turn there, and whoever has it is away, the front line hears of its reports

at Mon 10:00
  jane writes "Locker": The pickup locker at Mill Lane does not open with the code you sent me.
  paul writes "can't collect": The parcel locker in Mill Lane rejects my code every time.
  maria writes "code": Pickup code is not accepted by the locker at Mill Lane, what now?
  ignore the rest to jane
  ignore the rest to paul
  ignore the rest to maria
  ignore the rest to ben
  expect anna gets "ESCALATION L2 high"
  anna answers: wait
  expect anna gets "waits for the customer"
  anna answers the mail "waits for the customer": away until friday
  expect anna gets "you are away until Fri 09:00"

at Tue 10:10
  expect the front line gets at Tue 10:00 "Jane" and "nobody has answered here"
  expect the front line gets at Tue 10:00 "Paul" and "One of the reports of CASE-1003"
  expect anna gets nothing
  expect CASE-1001 level L1, escalations 0

at Wed 10:10
  ignore the rest to the front line
  expect the log of CASE-1001 says "waits"
