A legal threat reaches the executive at once, and nothing that a lawyer could use goes to the customer

at Mon 10:00
  jane writes "Third time broken": If this is not solved this week, my lawyer will take legal action against you.
  expect olivia gets "ESCALATION L3 critical"
  expect jane gets "CASE-1001"
  expect anna gets nothing
  expect case level L3, urgency critical, trigger legal_threat, turn ours
at Mon 10:46
  expect olivia gets "Re: ESCALATION L3 critical"     # 75 % of the hour
at Mon 10:50
  olivia answers: ok
  expect olivia gets "you have it"
  expect case handler olivia
at Mon 10:55
  the front line answers jane: We take this seriously and look into it today.
  expect case turn customer
at Mon 15:00
  expect olivia gets nothing
