A colleague who is no contact brings a mail in as well: without a DMARC verdict a code goes to the very address it came from

given the colleague @acme.example

at Mon 10:00
  max@acme.example writes "Fwd: Invoice": new: she wrote to my own address
  | ---------- Forwarded message ---------
  | From: Jane Roe <jane@customer.example>
  | Subject: Invoice
  |
  | The invoice is wrong. Please send me another one.
  expect the case customer max@acme.example, verified no, level L1
  expect jane gets nothing
  expect max@acme.example gets "to confirm: CASE-1001 is a mail of Jane Roe <jane@customer.example>"
  max@acme.example answers with the code
  expect max@acme.example gets "CASE-1001: taken in as a mail of Jane Roe <jane@customer.example>; it is on L1."
  expect jane gets "Re: Invoice" and "It has reached us"
  expect the case customer jane@customer.example, verified yes
  expect the log of CASE-1001 says "brought in" and "max@acme.example" and "a code proved it"
  expect 1 case

at Mon 10:10
  max@acme.example writes "Fwd: Contract": up: he is about to leave us
  | ---------- Forwarded message ---------
  | From: Tom Hill <tom@customer.example>
  | Subject: Contract
  |
  | When do you answer my question?
  expect max@acme.example gets "is a mail of Tom Hill"
  max@acme.example answers with the code
  expect anna gets "ESCALATION L2 high · Tom" and "he is about to leave us"
  expect tom gets "I am bringing in" and "12:10"
  expect max@acme.example gets "taken in as a mail of Tom Hill <tom@customer.example>; it is on L2; Anna Berg was called."

at Mon 10:20
  mallory writes, as max@acme.example "Fwd: Order": new: do it
  | ---------- Forwarded message ---------
  | From: Kim Roe <kim@customer.example>
  | Subject: Order
  |
  | The order is wrong.
  expect max@acme.example gets "is a mail of Kim Roe" and "If you did not ask for this"
  max@acme.example answers the mail "is a mail of Kim Roe": 000000
  expect max@acme.example gets "CASE-1003: that code is wrong or too old; nothing was done"
  max@acme.example answers the mail "is a mail of Kim Roe" with the code         # one try
  expect CASE-1003 customer max@acme.example, verified no
  expect kim gets nothing
  expect 3 cases
