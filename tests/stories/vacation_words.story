A person who speaks of a vacation and threatens with a lawyer is a person; one who only speaks of it is left in peace

at Mon 10:00
  jane writes "Out of office": I am on vacation until Friday, and then my lawyer will take legal action against you.
  expect olivia gets "ESCALATION L3 critical"
  expect jane gets "we have received it"
  olivia answers: ok
  expect olivia gets "you have it"

at Mon 10:10
  kim writes "Out of office": I am on vacation until Friday and read no mail.
  expect 1 case
  expect kim gets nothing
