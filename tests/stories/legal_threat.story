A legal threat reaches the executive at once, and nothing that a lawyer could use goes to the customer

at Mon 10:00
  jane writes "Third time broken": If this is not solved this week, my lawyer will take legal action against you.
  expect olivia gets at 10:00 "ESCALATION L3 critical" and "my lawyer" and "Do not admit fault"
  expect jane gets at 10:00 "we have received it" and "Monday 23 November, 11:00"
  expect the case level L3, urgency critical, trigger legal_threat, turn ours, promise Mon 11:00

at Mon 10:46
  expect olivia gets at 10:45 "Re: ESCALATION L3 critical" and "Still open"     # three quarters of the hour

at Mon 10:50
  olivia answers: ok
  expect olivia gets "you have it"
  expect the case handler olivia

at Mon 10:55
  the front line answers jane: We take this seriously and look into it today.
  expect the case turn customer, promise none
  expect jane was never told "lawyer"

at Tue 15:00
  expect nobody gets anything
