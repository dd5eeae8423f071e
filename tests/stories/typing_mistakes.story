A word that nobody knows does nothing and is answered with what was meant; more than a word takes the case, inside only

at Mon 10:00
  jane writes "Invoice": I want to speak to your manager.
  expect anna gets "ESCALATION L2 high"
  expect jane gets "12:00"

at Mon 10:05
  anna answers: dnoe
  expect anna gets "nothing was done" and "Did you mean"
  expect the case status new, handler nobody

at Mon 10:10
  anna answers the mail "ESCALATION": I know her, she is always like this. I will call her after lunch.
  expect anna gets "you have it now; your words are kept as a note, the customer was not told"
  expect the case handler anna, turn ours
  expect jane gets "Anna Berg"
  expect jane was never told "always like this"
