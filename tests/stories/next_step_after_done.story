A follow-up action is reminded of, though the case would have been closed before its day

at Mon 10:00
  jane writes "Invoice": I want to speak to your manager.
  ignore the rest to jane
  ignore the rest to the front line
  expect anna gets "ESCALATION L2 high"
  anna answers: next: Check that the credit note was booked by 20 december
  expect anna gets "you will be reminded Mon 21 Dec 09:00"
  anna answers: done
  expect anna gets "resolved by Anna Berg"

at Mon 08:00 in week 5
  expect the case status resolved

at Mon 09:10 in week 5
  expect anna gets "Follow-up action, due now: Check that the credit note was booked"
  expect the case status resolved
  anna answers: note: It was.
  expect anna gets "noted"

at Wed 10:00 in week 5
  expect the case status closed
