Nothing but thanks is a note: it opens nothing again, starts no clock, and asks only whether it is done

at Mon 10:00
  jane writes "Invoice": I want to speak to your manager.
  expect anna gets "ESCALATION L2 high"
  expect jane gets "12:00"
  anna answers: ok
  expect anna gets "you have it"
  expect jane gets "Anna Berg"
  the front line answers jane: Your invoice is corrected.
  expect the case turn customer

at Mon 11:00
  jane answers: Thank you very much!
  expect anna gets "Settled? Answer: done"
  expect the case turn customer

at Mon 11:10
  anna answers: done
  expect anna gets "resolved by Anna Berg"

at Mon 11:15
  expect jane gets "your matter is resolved"
  jane answers: Great, thanks!
  expect the case status resolved
  expect nobody gets anything
