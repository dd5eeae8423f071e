The mailbox cannot be read past a deadline: the case climbs all the same and says so; the customer hears nothing

at Mon 10:00
  jane writes "Invoice": I want to speak to your manager.
  expect anna gets "ESCALATION L2 high"
  expect jane gets "12:00"

at Mon 10:30
  the mailbox is down

at Mon 10:40
  expect olivia gets "PROBLEM" and "cannot be read"
  the front line answers jane: Anna here. Your invoice is corrected.       # nobody can see that now

at Mon 11:10
  expect ben gets nothing                                   # an answer may lie there unread: a quarter of an hour more

at Mon 11:20
  expect ben gets at 11:15 "ESCALATION L2 high" and "the mailbox cannot be read"

at Mon 12:35
  expect olivia gets at 12:30 "ESCALATION L3 high" and "the mailbox cannot be read"
  expect olivia gets "PROBLEM"                              # once an hour
  expect olivia gets "PROBLEM"
  expect jane gets nothing
  expect the case turn ours, level L3

at Mon 12:40
  the mailbox is back
  expect the case turn customer

at Tue 12:00
  expect nobody gets anything
