A colleague brings in a mail that a customer wrote to them alone: the case is the customer's, and the colleague hears of it

given the colleague @acme.example

at Mon 10:00
  max@acme.example writes, passing DMARC "Fwd: Invoice": new: she wrote to my own address
  | ---------- Forwarded message ---------
  | From: Jane Roe <jane@customer.example>
  | Date: Mon, Nov 23, 2026 at 9:40 AM
  | Subject: Invoice
  | To: <max@acme.example>
  |
  | The invoice is wrong. Please send me another one.
  expect jane gets "Re: Invoice" and "It has reached us"
  expect max@acme.example gets "CASE-1001: taken in as a mail of Jane Roe <jane@customer.example>; it is on L1."
  expect the case customer jane@customer.example, level L1, verified yes
  expect the log of CASE-1001 says "brought in" and "max@acme.example"

at Mon 10:10
  jane answers: I want to speak to your manager.
  expect anna gets "ESCALATION L2 high"
  expect jane gets "I am bringing in"
  expect 1 case

at Mon 10:20
  ben writes, passing DMARC "FW: Contract": up: he is about to leave us
  | From: Tom Hill [mailto:tom@customer.example]
  | Sent: Monday, November 23, 2026 9:50 AM
  | To: Ben Cole
  | Subject: Contract
  |
  | When do you answer my question?
  expect anna gets "ESCALATION L2 high · Tom" and "he is about to leave us"
  expect tom gets "I am bringing in"
  expect ben gets "CASE-1002: taken in as a mail of Tom Hill <tom@customer.example>; it is on L2; Anna Berg was called."
  expect the case customer tom@customer.example

at Mon 10:30
  ben writes, passing DMARC "Fwd: Threat": new:
  | ---------- Forwarded message ---------
  | From: Kim Roe <kim@customer.example>
  | Date: Mon, Nov 23, 2026 at 9:40 AM
  | Subject: Threat
  | To: <ben@acme.example>
  |
  | My lawyer will take legal action against you.
  expect olivia gets "ESCALATION L3 critical · Kim"          # the customer's words count, not the colleague's
  expect kim gets "with the person responsible"
  expect ben gets "CASE-1003" and "it is on L3; Olivia Owner was called"
