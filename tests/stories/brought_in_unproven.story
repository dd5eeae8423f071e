What somebody sends on in a colleague's name without DMARC is taken as any unproven mail: nothing is lost, and the customer is not written to

at Mon 10:00
  mallory writes, as anna "Fwd: Invoice": up: do it now
  | ---------- Forwarded message ---------
  | From: Jane Roe <jane@customer.example>
  | Date: Mon, Nov 23, 2026 at 9:40 AM
  | Subject: Invoice
  | To: <anna@acme.example>
  |
  | The invoice is wrong.
  expect 1 case
  expect the case customer anna@acme.example, verified no, level L1
  expect jane gets nothing
  expect anna gets "to confirm: CASE-1001 is a mail of Jane Roe <jane@customer.example>"     # at her own address
  mallory writes, as anna, failing DMARC "Fwd: Invoice": new: do it now
  | ---------- Forwarded message ---------
  | From: Joe Roe <joe@customer.example>
  | Subject: Order
  |
  | The order is wrong.
  expect anna gets nothing

at Mon 12:00
  anna answers the mail "to confirm": 000000
  expect anna gets "that code is wrong or too old; nothing was done"
  expect CASE-1001 customer anna@acme.example, verified no, level L1
  expect nobody gets anything
