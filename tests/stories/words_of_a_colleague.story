A colleague who is no contact asks for the list of the front line's cases, and gets it without links; who is away is asked of contacts only

given the colleague @acme.example

at Mon 10:00
  jane writes "Invoice": The invoice is wrong.
  expect jane gets "CASE-1001"
  tom writes "Order": I want to speak to your manager.
  ignore the rest to tom
  expect anna gets "ESCALATION L2 high"
  max@acme.example writes, passing DMARC "list": list
  expect max@acme.example gets "1 case is open with you or on L1" and "[CASE-1001] L1 medium · Jane Roe: Invoice"
  expect 2 cases
  max@acme.example writes, passing DMARC "away": away until friday
  expect max@acme.example gets "You are no contact of this desk, so nothing waits for you; nothing was done."

at Mon 10:10
  max@acme.example writes "list": list
  expect max@acme.example gets "to confirm: list"
  max@acme.example answers with the code
  expect max@acme.example gets "1 case is open"
  mallory writes, as max@acme.example, failing DMARC "list": list
  expect 3 cases
  expect max@acme.example gets nothing

at Mon 10:20
  mallory writes, as max@acme.example "list": list
  expect max@acme.example gets "to confirm: list"
  max@acme.example answers: 000000
  expect max@acme.example gets "That code is wrong or too old"
  max@acme.example answers the mail "to confirm" with the code
  expect max@acme.example gets nothing
  expect 3 cases
