In the evening nobody is woken for a manager request; a legal threat goes out at once and says why

at Mon 20:00
  jane writes "Invoice": I want to speak to your manager.
  expect anna gets nothing
  expect jane gets "Tuesday 24 November, 11:00"
  expect CASE-1001 level L2, promise Tue 11:00

at Mon 22:30
  kim writes "Last letter": My lawyer will take legal action against you.
  expect olivia gets at 22:30 "ESCALATION L3 critical" and "sent at once, outside working hours"
  expect kim gets at 22:30 "we have received it"

at Mon 22:40
  olivia answers: ok
  expect olivia gets at 22:40 "you have it"
  the front line answers kim: We have received your message and look into it tomorrow morning.

at Tue 09:00
  expect anna gets at 09:00 "ESCALATION L2 high" and "by 11:00"
  anna answers: ok
  expect anna gets "you have it"
  expect jane gets "Anna Berg"
