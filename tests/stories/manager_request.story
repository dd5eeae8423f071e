A customer who asks for a manager gets a specialist, who writes, solves it and is heard of by name

at Mon 10:00
  jane writes "Invoice": This is the second time. I want to speak to your manager.
  expect anna gets "ESCALATION L2 high" and "speak to your manager" and "by 12:00"
  expect jane gets "I am bringing in billing specialist" and "Monday 23 November, 12:00"
  expect the case level L2, urgency high, trigger manager_request, turn ours

at Mon 10:20
  anna answers: ok
  expect anna gets "you have it. The customer was promised a word by Mon 12:00"
  expect jane gets "Anna Berg, billing specialist, is looking after this"
  expect the case handler anna

at Mon 11:00
  the front line answers jane: Anna here. I have read everything; you will have a corrected invoice today.
  expect the case turn customer, promise none

at Mon 14:00
  anna answers: done: Your corrected invoice is on its way. I am sorry for the trouble.
  expect anna gets "resolved by Anna Berg. Customer will be told Mon 14:02. Answer undo to stop it"

at Mon 14:05
  expect jane gets at 14:02 "Your corrected invoice is on its way"
  expect the case status resolved

at Mon 14:10 in week 4
  expect the case status closed
  expect nobody gets anything
