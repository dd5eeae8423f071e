Nobody answers: the next contact is called, then the next level, and at the top it never falls silent

at Mon 10:00
  jane writes "Invoice": I want to speak to your manager.
  expect anna gets at 10:00 "ESCALATION L2 high"
  expect jane gets "12:00"
  expect ben gets nothing

at Mon 12:00
  expect anna gets at 10:45 "Still open"
  expect ben gets at 11:00 "ESCALATION L2 high"       # half of the two hours is his
  expect ben gets at 11:45 "Still open"
  expect olivia gets at 12:00 "ESCALATION L3 high" and "no answer from Anna Berg, Ben Cole by Mon 12:00"
  expect the case level L3, escalations 2, trigger no_response, urgency high

at Mon 14:00
  expect olivia gets at 12:45 "Still open"
  expect olivia gets at 13:00 "Overdue"
  expect olivia gets at 13:15 "Overdue"
  expect olivia gets at 13:30 "Overdue"
  expect olivia gets at 13:45 "Overdue"
  expect olivia gets at 14:00 "Overdue"

at Mon 14:05
  olivia answers: ok
  expect olivia gets "you have it"
  expect anna gets "Olivia Owner has CASE-1001 now"
  expect ben gets "Olivia Owner has CASE-1001 now"
  expect the case handler olivia

at Mon 14:40
  expect nobody gets anything
