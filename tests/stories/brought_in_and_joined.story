What is sent on without proof and joins a case changes nothing there, and whoever sent it on hears what became of it

at Mon 10:00
  jane writes "Invoice": The invoice is wrong.
  expect jane gets "It has reached us"
  anna writes, in the thread of jane "Fwd: Invoice": up: she is upset
  | ---------- Forwarded message ---------
  | From: Jane Roe <jane@customer.example>
  | Subject: Invoice
  |
  | When do you answer?
  expect anna gets "CASE-1001: what you sent on stands on this case now" and "it is on L1" and "Answer up to take it a level up"
  expect the case customer jane@customer.example, verified yes, level L1
  expect 1 case
  anna answers: up
  expect the case level L2, customer jane@customer.example
  expect anna gets "is on L2 now"
  expect jane gets "I am bringing in"
  ignore the rest to anna

at Mon 10:10
  ben writes, passing DMARC "Fwd: Invoice": new: see below
  | Please have a look at this.
  expect ben gets "CASE-1002: what you sent on is kept as a mail of your own, and no customer is told: no address of a customer was found in it"
  expect the case customer ben@acme.example, verified no

at Mon 10:20
  ben writes, passing DMARC, into the junk folder "Fwd: Invoice": new: see below
  | ---------- Forwarded message ---------
  | From: Tom Roe <tom@customer.example>
  | Subject: Offer
  |
  | Where is my order?
  expect ben gets "What you sent on was not taken in: it lies in the junk folder"
  expect 2 cases
