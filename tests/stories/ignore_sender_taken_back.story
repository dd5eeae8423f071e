Whom `ignore sender` named by mistake is heard again after `undo`

at Mon 10:00
  jane writes "Invoice": I want to speak to your manager.
  ignore the rest to jane
  expect anna gets "ESCALATION L2 high"
  anna answers: ignore sender
  expect anna gets "jane@customer.example is ignored from now on"
  anna answers, passing DMARC: undo
  expect anna gets "undone" and "jane@customer.example is not ignored any more"
  jane writes "Letter": My lawyer will take legal action against you.
  expect 2 cases
  expect olivia gets "ESCALATION L3 critical"
