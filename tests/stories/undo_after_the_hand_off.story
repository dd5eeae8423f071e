The front line takes its step up back after the customer was told a time: the time stands, and its clock runs

given folders are commands
given the front line is asked for facts

at Mon 10:00
  jane writes "Broken": My machine is broken.
  expect jane gets "has reached us"
  the front line moves the mail of jane to Escalate
  expect anna gets "ESCALATION L2"
  expect jane gets "They will reach out to you"
  expect the front line gets "is on L2 now"
  expect the front line gets "2 facts missing"

at Mon 10:03
  the front line answers the mail "2 facts missing": What was tried: a new cable
  expect anna gets "What was tried: a new cable"
  expect the front line gets "noted on the case"
  the front line answers the mail "is on L2": undo
  expect the front line gets "undone. The customer was told a time already, and it stands."
  expect anna gets "it is on L1 again"
  expect the case level L1, promise Mon 12:00
  the front line answers the mail "2 facts missing": Account or order number: AC-10442
  expect the front line gets "noted on the case."
