A case that was answered comes back with a legal threat: it goes up at once, and the customer hears by when

at Mon 10:00
  jane writes "Invoice": I want to speak to your manager.
  expect anna gets "ESCALATION L2 high"
  expect jane gets "12:00"
  the front line answers jane: Anna here. Your invoice is corrected.

at Mon 14:00
  jane answers: It is not. My lawyer will take legal action against you.
  expect olivia gets "ESCALATION L3 critical" and "Your invoice is corrected"
  expect jane gets "thank you for your patience" and "15:00"
  expect jane was never told "lawyer"
  expect anna gets nothing
  expect the case level L3, escalations 2, turn ours, promise Mon 15:00

at Mon 14:10
  olivia answers: ok
  expect olivia gets "promised a word by Mon 15:00"
  expect anna gets "Olivia Owner has CASE-1001 now"
