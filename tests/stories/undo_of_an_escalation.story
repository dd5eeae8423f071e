A step up that is taken back: whoever was called hears that there is nothing to do, and the front line may undo its own

given folders are commands

at Mon 10:00
  jane writes "Broken": My machine is broken.
  ignore the rest to jane
  the front line moves the mail of jane to Escalate
  expect anna gets "ESCALATION L2"
  expect the front line gets "is on L2 now"
  the front line answers the mail "is on L2": undo
  expect the front line gets "undone"
  expect anna gets "Nothing to do for you. The front line took it back: it is on L1 again."
  expect the case level L1, escalations 0

at Mon 10:20
  jane writes again: I want to speak to your manager.
  expect anna gets "ESCALATION L2 high"
  anna answers: ok
  expect anna gets "you have it"
  anna answers: up
  expect anna gets "Olivia Owner was called"
  expect olivia gets "ESCALATION L3"
  the front line answers the mail "undone": undo
  expect the front line gets "is on L3 now; olivia was asked"          # the last command was another's
  expect olivia gets "the front line asks: undo"
  anna answers the mail "Olivia Owner was called": undo
  expect anna gets "undone"
  expect olivia gets "Anna Berg has CASE-1001 now. Nothing to do for you. Anna Berg took it back: it is on L2 again."
  expect the case level L2, handler anna, turn ours
