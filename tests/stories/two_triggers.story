Two triggers in one mail make one escalation, to the higher of the two levels, and it names both

at Mon 10:00
  jane writes "Enough": I want to speak to your manager. If nothing happens my lawyer will take legal action against you.
  expect olivia gets "ESCALATION L3 critical" and "legal threat" and "manager request"
  expect anna gets nothing
  expect jane gets "we have received it"
  expect the case level L3, escalations 1, trigger legal_threat, trigger manager_request

at Mon 10:20
  jane writes again: As I said, my lawyer will take legal action against you.
  expect olivia gets "Re: ESCALATION L3 critical" and "As I said"
  expect the case escalations 1
  ignore the rest to olivia
