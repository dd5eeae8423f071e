A confirmed breach starts the regulator's clock, and puts the case on hold

at Mon 10:00
  jane writes "Account": Somebody has hacked my account and changed the password.
  expect olivia gets "ESCALATION L3 critical"
  ignore the rest to jane
  olivia answers: breach
  expect olivia gets "the regulator has to be told by Thu 10:00" and "on hold"
  expect the case handler olivia
  olivia answers, passing DMARC: hold off
  expect olivia gets "not on hold any more"
  olivia answers: hold
  expect olivia gets "is on hold: nothing of it is erased"
  olivia answers: say: We are looking into it.
  expect olivia gets "Customer will be told"

at Tue 10:10
  expect olivia gets at Tue 10:00 "48 hours are left"

at Wed 10:10
  expect olivia gets at Wed 10:00 "24 hours are left"

at Thu 10:10
  expect olivia gets at Thu 04:00 "6 hours are left"
  expect olivia gets at Thu 10:00 "That is now"
