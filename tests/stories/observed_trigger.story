A trigger that is only observed sends nothing; the owner reads in the morning what it would have done

given manager_request is only observed

at Mon 10:00
  jane writes "Invoice": I want to speak to your manager.
  expect jane gets "CASE-1001"                       # the acknowledgement, as for any other mail
  expect the case level L1, trigger manager_request, escalations 0
  the front line answers jane: Of course; what is it about?

at Mon 11:00
  joe writes "Broken": My lawyer will take legal action against you.
  expect olivia gets "ESCALATION L3 critical"
  expect joe gets "we have received it"
  the front line answers joe: We look into it.

at Tue 08:59
  expect nobody gets anything

at Tue 09:00
  expect olivia gets at 09:00 "OBSERVED" and "1 escalation since Mon" and "CASE-1001 L1 → L2: manager_request" and "(Jane Roe, Invoice)"

at Wed 12:00
  expect nobody gets anything
