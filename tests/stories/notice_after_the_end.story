A machine's notice on a case that is closed opens a new one: nobody works on what is closed

at Mon 10:00
  reviews writes from no-reply@trustpilot.com "New review": One star. I want to speak to a manager.
  expect 1 case
  expect the case level L2
  expect anna gets "ESCALATION L2 high"
  anna answers: done
  ignore the rest to anna

at Mon 12:00 in week 5
  expect CASE-1001 status closed
  reviews writes from no-reply@trustpilot.com, again "New review": One star. My lawyer will take legal action against this company.
  expect 2 cases
  expect CASE-1001 status closed
  expect CASE-1002 previous CASE-1001, level L3, trigger legal_threat
  expect olivia gets "ESCALATION L3 critical" and "continues CASE-1001"
