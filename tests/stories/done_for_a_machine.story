Nobody writes to a machine: words for the customer of a notice's case are kept as a note

at Mon 10:00
  reviews writes from no-reply@trustpilot.com "New review": One star. My lawyer will take legal action against this company.
  expect olivia gets "ESCALATION L3 critical"

at Mon 10:10
  olivia answers: say: Please call me.
  expect olivia gets "not sent, and kept as a note: a machine wrote"
  olivia answers the mail "ESCALATION L3 critical", passing DMARC: done: I have answered the review in public.
  expect olivia gets "resolved by Olivia Owner" and "nobody was told them: a machine wrote"
  expect the case status resolved

at Mon 10:20
  expect reviews gets nothing
