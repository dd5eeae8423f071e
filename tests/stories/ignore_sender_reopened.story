Whom `ignore sender` named is heard again when the case is opened again

at Mon 10:00
  kim writes "Order": I want to speak to your manager.
  ignore the rest to kim
  expect anna gets "ESCALATION L2 high"
  anna answers: ignore sender
  expect anna gets "kim@customer.example is ignored from now on"

at Mon 11:00
  expect the case status closed
  anna answers, passing DMARC: reopen
  expect anna gets "is open again, and you have it" and "kim@customer.example is not ignored any more"
  kim writes again: Are you there?
  expect anna gets "Are you there?"
  anna answers: ignore sender
  expect anna gets "is ignored from now on"
  anna answers, passing DMARC: reopen
  expect anna gets "not ignored any more"
  anna answers, passing DMARC: undo
  expect anna gets "kim@customer.example is ignored again"
  kim writes "Order": My lawyer will take legal action against you.
  expect 1 case
