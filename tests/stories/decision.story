A decision goes word for word to the customer and to the front line, and a follow-up action reminds

at Mon 10:00
  jane writes "Invoice": I want to speak to your manager.
  expect anna gets "ESCALATION L2 high"
  expect jane gets "12:00"
  anna answers: decide: We take the fee off, as a courtesy.
  expect anna gets "the decision is on the case" and "Customer will be told Mon 10:02"

at Mon 10:10
  expect jane gets at 10:02 "we have decided" and "We take the fee off, as a courtesy."
  expect the front line gets at 10:02 "We take the fee off, as a courtesy."
  expect the case turn customer
  anna answers: next: see that the fee is off by thursday
  expect anna gets "you will be reminded Thu 09:00"
  expect the front line gets "see that the fee is off"
  anna answers: done
  expect anna gets "resolved by Anna Berg"
  ignore the rest to jane

at Mon 10:15
  expect the front line gets at 10:12 "CASE-1001 is resolved"

at Thu 09:05
  expect anna gets at Thu 09:00 "Follow-up action, due now: see that the fee is off"
  expect the case status resolved
