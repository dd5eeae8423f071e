A contact is also told at a telephone: a short notice beside every call; when it comes back, only the administrator hears of it

given anna is also told at anna@sms.example

at Mon 10:00
  jane writes "Invoice": I want to speak to your manager.
  expect anna gets at 10:00 "ESCALATION L2 high"
  expect anna@sms.example gets at 10:00 "L2 high: Jane Roe, by 12:00"
  expect jane gets "I am bringing in"

at Mon 10:10
  the mail to anna@sms.example bounces
  expect olivia gets "A further address of Anna Berg"

at Mon 10:50
  expect anna gets at 10:45 "Still open"       # she herself is there
  anna answers: ok
  expect anna gets "you have it"
  expect jane gets "Anna Berg"
