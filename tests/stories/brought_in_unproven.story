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
  expect anna gets nothing
