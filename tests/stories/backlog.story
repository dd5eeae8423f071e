After a night out of service a contact gets one mail that lists the cases, and not a storm

at Mon 17:00
  the worker stops

at Tue 08:00
  25 customers write "Invoice": I want to speak to your manager.
  jane writes "Letter": My lawyer will take legal action against you.

at Tue 09:30
  the worker starts
  expect 26 cases
  expect olivia gets "ESCALATION L3 critical"
  expect anna gets "25 cases wait for you" and "CASE-1001" and "CASE-1025"
  expect ben gets nothing
  expect jane gets "we have received it"
  expect caller1 gets "I am bringing in"
  ignore the rest to the callers
