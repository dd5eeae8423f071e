Up always goes up, with or without a reason; the customer's time stands, and the lower level keeps a say by notes only

at Mon 10:00
  jane writes "Invoice": I want to speak to your manager.
  expect anna gets "ESCALATION L2 high"
  expect jane gets "12:00"

at Mon 10:10
  anna answers: up: she wants 5,000 back, that is beyond me
  expect anna gets "is on L3 now; Olivia Owner was called"
  expect olivia gets "ESCALATION L3 high" and "beyond me"
  expect jane gets nothing                               # she was promised a word by 12:00, and that stands
  expect the case level L3, promise Mon 12:00

at Mon 10:20
  anna answers the mail "ESCALATION": done
  expect anna gets "is on L3; only its contacts can do that"
  expect the case status new, handler nobody

at Mon 10:30
  olivia answers: up
  expect olivia gets "it is on the highest level already"
