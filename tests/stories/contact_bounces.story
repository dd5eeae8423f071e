The mail to a contact bounces: the next one is called now, and that address is left out for a day

at Mon 10:00
  jane writes "Invoice": I want to speak to your manager.
  expect anna gets "ESCALATION L2 high"
  expect jane gets "12:00"

at Mon 10:02
  the mail to anna bounces
  expect ben gets at 10:02 "ESCALATION L2 high"
  expect olivia gets "PROBLEM" and "Correct the address of this contact"
  expect 1 case

at Mon 10:30
  kim writes "Contract": I want to speak to your manager.
  expect ben gets "ESCALATION L2 high" and "Anna Berg was not called: cannot be reached (bounced, 5.1.1; tried again Tue 10:02)"
  expect ben was never told "away"
  expect kim gets "12:30"
  expect anna gets nothing
  ben answers: pass anna
  expect ben gets "Anna Berg cannot be reached (bounced, 5.1.1; tried again Tue 10:02); nothing was done."
