While the regulator's clock of a breach runs nobody can say that it is not a case

at Mon 10:00
  jane writes "Account": Somebody has hacked my account and changed the password.
  ignore the rest to jane
  expect olivia gets "ESCALATION L3 critical"
  olivia answers: breach
  expect olivia gets "the regulator has to be told by Thu 10:00"
  olivia answers, passing DMARC: ignore
  expect olivia gets "A breach is confirmed" and "by Thu 10:00" and "nothing was done"
  expect the case status open, handler olivia
  olivia answers, passing DMARC: hold off
  expect olivia gets "not on hold any more"
  olivia answers, passing DMARC: ignore
  expect olivia gets "A breach is confirmed" and "nothing was done"
  olivia answers, passing DMARC: done
  expect olivia gets "resolved by Olivia Owner"
  ignore the rest to the front line

at Thu 10:10
  expect olivia gets at Tue 10:00 "48 hours are left"
  expect olivia gets at Wed 10:00 "24 hours are left"
  expect olivia gets at Thu 04:00 "6 hours are left"
  expect olivia gets at Thu 10:00 "That is now"
  olivia answers, passing DMARC: reopen
  expect olivia gets "is open again"
  olivia answers, passing DMARC: ignore
  expect olivia gets "closed, not a case"
