Thanks on a case that nobody took and somebody answered: whoever was called last is asked whether it is done, else the front line

at Mon 10:00
  jane writes "Invoice": I want to speak to your manager.
  expect anna gets "ESCALATION L2 high"
  expect jane gets "12:00"
  jane answers: Thank you!
  expect anna gets nothing                      # for a promise; nobody has answered yet
  the front line answers jane: It is corrected.
  jane answers: Thank you very much!
  expect anna gets "Settled? Answer: done"
  anna answers: done
  expect anna gets "resolved by Anna Berg"

at Mon 10:30
  expect jane gets "your matter is resolved"
  kim writes "Parcel": Where is it?
  expect kim gets "It has reached us"
  kim answers: Thanks!
  expect the front line gets nothing
  the front line answers kim: It is on the van.
  kim answers: Thanks a lot!
  expect the front line gets "Settled? Answer: done" and "Thanks a lot!"
  the front line answers: done
  expect the front line gets "resolved by the front line"
  expect CASE-1002 status resolved
