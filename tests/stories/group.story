A contact may be a group: the mail goes to its address, and an answer of any of its members is the group's

given ben is the group of carl@acme.example and dora@acme.example
given ben and anna take turns on L2

at Mon 10:00
  jane writes "Invoice": I want to speak to your manager.
  expect ben gets at 10:00 "ESCALATION L2 high"
  expect jane gets "I am bringing in"

at Mon 10:10
  ben answers, from dora@acme.example: ok
  expect ben gets "you have it"
  expect jane gets "Ben Cole"
  expect the case handler ben
