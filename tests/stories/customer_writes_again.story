The customer writes again: whoever has the case is told, in the thread, and nothing escalates a second time

at Mon 10:00
  jane writes "Invoice": I want to speak to your manager.
  expect anna gets "ESCALATION L2 high"
  expect jane gets "12:00"

at Mon 10:10
  jane writes again: And please bring the contract along when you call.
  expect anna gets "Re: ESCALATION L2 high" and "bring the contract along"
  expect jane gets nothing
  expect the case escalations 1, messages 2

at Mon 10:20
  anna answers: ok
  expect anna gets "you have it"
  expect jane gets "Anna Berg"
  jane writes again: I can be reached until noon.
  expect anna gets "Re: ESCALATION L2 high" and "reached until noon"
  expect ben gets nothing

at Mon 10:40
  jane writes again: I still want to speak to your manager, the sooner the better.
  expect anna gets "the sooner the better"
  expect the case escalations 1
  expect 1 case
  expect jane gets nothing

at Mon 11:00
  the front line answers jane: I call you in five minutes. Anna
  expect the case turn customer
