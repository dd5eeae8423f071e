What the customer or a colleague has said is not asked for; nobody is woken for a fact; a single one is answered in plain words

given the front line is asked for facts

at Mon 10:00
  jane writes "Order AC-10442": I have not heard from you about my order.
  expect jane gets "Order AC-10442"
  the front line answers jane: We look into it.

at Mon 11:00
  jane writes again: I want to speak to your manager.
  expect anna gets at 11:00 "ESCALATION L2"
  expect the front line gets nothing
  anna answers: done
  expect anna gets "resolved"
  ignore the rest to jane

at Mon 22:00
  kim writes "Broken": My contract is K-77120. My lawyer will sue you over this.
  expect olivia gets at 22:00 "ESCALATION L3 critical" and "What was tried: the front line is asked"
  olivia answers: ok
  expect olivia gets "you have it"
  expect the front line gets nothing
  ignore the rest to kim

at Tue 09:30
  expect the front line gets at Tue 09:00 "1 fact missing"
  ignore the rest to olivia
  the front line answers: done
  expect the front line gets "olivia was asked"
  the front line answers the mail "1 fact missing": We offered a new one in May.
  expect the front line gets "noted on the case; Olivia Owner was told."
  olivia answers: status
  expect the log of CASE-1002 says "facts given" and "What was tried"
