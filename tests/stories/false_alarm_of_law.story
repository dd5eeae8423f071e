A false legal alarm wants a code, for it takes a case off its hold; a wrong level is sent back with a reason

at Mon 10:00
  jane writes "Broken": My lawyer will take legal action against you.
  expect olivia gets at 10:00 "ESCALATION L3 critical"
  expect jane gets at 10:00 "we have received it"

at Mon 10:05
  olivia answers: false: a joke of hers
  expect olivia gets "code"
  expect the case level L3, urgency critical

at Mon 10:06
  olivia answers with the code
  expect olivia gets "false alarm; it is back on L1"
  expect the front line gets "is back with you" and "answer by 11:00, as promised"
  expect the case level L1, urgency medium, without trigger legal_threat

at Mon 10:10
  the front line answers jane: We will send you a new one today.
  expect the case turn customer, promise none
