Whom staff ignore gets no mail, and is brought in by nobody; whoever sent the mail on hears of it

given the colleague @acme.example

at Mon 10:00
  kim writes "Toner": I want to speak to your manager about cheap toner.
  expect anna gets "ESCALATION L2 high"
  expect kim gets "12:00"
  anna answers: ignore sender
  expect anna gets "kim@customer.example is ignored from now on"

at Mon 10:10
  anna writes "Fwd: Toner": new: is this one serious?
  | ---------- Forwarded message ---------
  | From: Kim Roe <kim@customer.example>
  | Subject: Toner
  |
  | When do you buy our toner?
  expect anna gets "CASE-1002: what you sent on is kept as a mail of your own, and no customer is told: kim@customer.example is ignored"
  expect the case customer anna@acme.example, verified no, level L1
  expect kim gets nothing

at Mon 10:20
  max@acme.example writes, passing DMARC "Fwd: Toner": new: see below
  | ---------- Forwarded message ---------
  | From: Kim Roe <kim@customer.example>
  | Subject: Toner
  |
  | When do you buy our toner?
  expect 2 cases
  expect max@acme.example gets "What you sent on was not taken in: kim@customer.example is ignored"

at Mon 10:30
  anna writes "Fwd: Spam": new: see below
  | ---------- Forwarded message ---------
  | From: Tom Roe <tom@customer.example>
  | Subject: Offer
  |
  | Here is our offer.
  expect anna gets "to confirm: CASE-1003 is a mail of Tom Roe"
  tom writes "Offer": I want to speak to your manager about our offer.
  expect anna gets "ESCALATION L2 high · Tom"
  expect tom gets "12:30"
  anna answers: ignore sender
  expect anna gets "tom@customer.example is ignored from now on"

at Mon 10:40
  anna answers the mail "to confirm" with the code
  expect anna gets "CASE-1003: tom@customer.example is ignored"
  expect tom gets nothing
