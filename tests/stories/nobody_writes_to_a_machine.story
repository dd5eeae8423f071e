Nobody is asked for a word to a machine: it is told nothing, and does not wait to hear how things stand

given customers hear from L3 every 24h

at Mon 10:00
  reviews writes from no-reply@trustpilot.com "New review": One star. My lawyer will take legal action against this company.
  expect olivia gets "ESCALATION L3 critical"
  olivia answers: ok
  expect olivia gets "you have it"
  olivia answers the mail "ESCALATION": later 3 december
  expect olivia gets "you will be reminded"

at Thu 16:00
  expect olivia was never told "how things stand"
  expect olivia was never told "say: TEXT"
  ignore the rest to olivia
  expect nobody gets anything
