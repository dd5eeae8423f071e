A colleague knows better than the words how the customer feels; the mails show how it went

at Mon 10:00
  jane writes "Invoice": I want to speak to your manager.
  expect anna gets "ESCALATION L2 high"
  expect jane gets "I am bringing in"

at Mon 10:05
  anna answers: mood angry
  expect anna gets "the customer is angry, and you have it now"
  expect jane gets "Anna Berg"

at Mon 10:10
  jane writes again: Thank you for the call. Where do I find the list?
  ignore the rest to anna

at Mon 10:15
  anna answers: up
  expect olivia gets "ESCALATION L3 high" and "before: frustrated, angry"
