Whoever was called or had it, and who is informed, hears once that it is over: in working hours, and not before undo is too late

given ben is informed of every escalation

at Mon 10:00
  jane writes "Invoice": I want to speak to your manager.
  kim writes "Parcel": I want to speak to your manager.
  ignore the rest to jane
  ignore the rest to kim
  expect anna gets "ESCALATION L2 high" and "Jane"
  expect anna gets "ESCALATION L2 high" and "Kim"
  anna answers the mail "[CASE-1001]": up: beyond me
  expect anna gets "Olivia Owner was called"
  expect olivia gets "ESCALATION L3"
  expect ben gets "L2 to L3"
  olivia answers: done: We refund all of it.
  expect olivia gets "resolved by Olivia Owner"
  expect anna gets nothing

at Mon 10:05
  expect anna gets at 10:02 "CASE-1001 is resolved. Nothing to do for you. Olivia Owner resolved it: We refund all of it."
  expect ben gets at 10:02 "CASE-1001 is resolved" and "We refund all of it."
  expect olivia gets nothing

at Mon 10:50
  expect anna gets at 10:45 "Still open" and "CASE-1002"
  ben writes, naming CASE-1002, passing DMARC: done
  expect ben gets "resolved by Ben Cole"
  ben answers: undo
  expect ben gets "undone"

at Mon 10:55
  expect anna gets nothing                     # it was taken back before anybody was told
  ben writes, naming CASE-1002, passing DMARC: done
  expect ben gets "resolved by Ben Cole"

at Mon 11:30
  expect anna gets at 10:57 "CASE-1002 is resolved" and "Ben Cole resolved it."
  lee writes "Boots": I want to speak to your manager.
  ignore the rest to lee
  expect anna gets "ESCALATION L2 high" and "Lee"

at Mon 12:20
  expect anna gets "Still open"
  anna answers: up: beyond me
  expect anna gets "Olivia Owner was called"
  expect ben gets "L2 to L3"
  expect olivia gets "ESCALATION L3"

at Mon 22:00
  ignore the rest to olivia
  olivia writes, naming CASE-1003, passing DMARC: ok
  olivia writes, naming CASE-1003, passing DMARC: done
  expect anna gets nothing                     # nobody is woken for that

at Tue 09:30
  ignore the rest to ben
  expect anna gets at 09:00 "CASE-1003 is resolved" and "Olivia Owner resolved it."
  expect anna gets nothing

at Tue 22:00
  pat writes "Tent": I want to speak to your manager.
  ignore the rest to pat
  olivia writes, naming CASE-1004, passing DMARC: done

at Wed 09:30
  expect anna gets nothing                     # she was never called
