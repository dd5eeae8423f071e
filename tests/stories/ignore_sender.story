Staff say that a sender is nobody's customer: the case closes silently, and later mail from there opens nothing

at Mon 10:00
  spammer writes "Toner": I want to speak to your manager about cheap toner.
  expect anna gets "ESCALATION L2 high"
  expect spammer gets "12:00"

at Mon 10:05
  anna answers: ignore sender
  expect anna gets "closed, not a case. spammer@customer.example is ignored from now on"
  expect the case status closed

at Mon 11:00
  spammer writes "Toner again": My lawyer will take legal action if you do not buy toner.
  expect 1 case
  expect nobody gets anything
