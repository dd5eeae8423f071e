Whoever said that it is no case can take that back, with nothing but the mail at hand; nobody else can

given folders are commands

at Mon 10:00
  jane writes "Invoice": I want to speak to your manager.
  ignore the rest to jane
  expect anna gets "ESCALATION"
  anna answers: ignore
  expect anna gets "closed, not a case"
  anna answers: status
  expect anna gets "no token"
  anna answers the mail "not a case": undo
  expect anna gets "undone"
  expect the case status new
  anna answers: ignore
  expect anna gets "closed, not a case"

at Mon 10:11
  anna answers: undo
  expect nobody gets anything
  expect the case status closed

at Mon 11:00
  kim writes "Parcel": Where is my parcel?
  ignore the rest to kim
  the front line moves the mail of kim to Not a case
  expect the front line gets "closed, not a case"
  the front line answers: undo
  expect the front line gets "undone"
  expect CASE-1002 status new
