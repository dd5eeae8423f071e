Whoever has the case and says ok to a new message of the customer is not passed over

at Mon 10:00
  jane writes "Invoice": I want to speak to your manager.
  expect anna gets "ESCALATION L2 high"
  anna answers: ok
  expect anna gets "you have it"
  anna answers: ok
  expect anna gets "you have it already"
  ignore the rest to jane

at Mon 10:20
  jane writes again: And the old invoice is wrong, too.
  expect anna gets "the old invoice is wrong"
  anna answers: ok
  expect anna gets "you have it"

at Mon 11:50
  expect ben gets nothing
  expect the case handler anna
