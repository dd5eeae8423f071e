Where the server says nothing of DMARC, a contact proves with a code that a mail was sent on in earnest

at Mon 10:00
  anna writes "Fwd: Invoice": new: she wrote to my own address
  | ---------- Forwarded message ---------
  | From: Jane Roe <jane@customer.example>
  | Date: Mon, Nov 23, 2026 at 9:40 AM
  | Subject: Invoice
  | To: <anna@acme.example>
  |
  | The invoice is wrong. Please send me another one.
  expect the case customer anna@acme.example, verified no, level L1
  expect jane gets nothing
  expect anna gets "to confirm: CASE-1001 is a mail of Jane Roe <jane@customer.example>"
  anna answers with the code
  expect anna gets "CASE-1001: taken in as a mail of Jane Roe <jane@customer.example>; it is on L1."
  expect jane gets "Re: Invoice" and "It has reached us"
  expect the case customer jane@customer.example, verified yes
  expect the log of CASE-1001 says "brought in" and "a code proved it"

at Mon 10:10
  jane answers: I want to speak to your manager.
  expect anna gets "ESCALATION L2 high · Jane" and "she wrote to my own address"
  expect jane gets "I am bringing in"
  expect 1 case
  anna answers: ok
  ignore the rest to anna
  ignore the rest to jane

at Mon 10:20
  ben writes "FW: Contract": up: he is about to leave us
  | From: Tom Hill [mailto:tom@customer.example]
  | Sent: Monday, November 23, 2026 9:50 AM
  | To: Ben Cole
  | Subject: Contract
  |
  | When do you answer my question?
  expect ben gets "is a mail of Tom Hill"
  ben answers with the code
  expect tom gets "I am bringing in" and "12:20"
  expect ben gets "CASE-1002: taken in as a mail of Tom Hill <tom@customer.example>; it is on L2; Anna Berg was called."
  expect the case customer tom@customer.example, level L2, promise Mon 12:20

at Mon 10:30
  ben writes "Fwd: Threat": new:
  | ---------- Forwarded message ---------
  | From: Kim Roe <kim@customer.example>
  | Date: Mon, Nov 23, 2026 at 9:40 AM
  | Subject: Threat
  | To: <ben@acme.example>
  |
  | My lawyer will take legal action against you.
  expect olivia gets "ESCALATION L3 critical · Ben"          # nobody waits for a code
  expect ben gets "is a mail of Kim Roe"
  ben answers with the code
  expect kim gets "with the person responsible"
  expect ben gets "CASE-1003: taken in as a mail of Kim Roe <kim@customer.example>; it is on L3; Olivia Owner was called."
  expect the case customer kim@customer.example, promise Mon 11:30
