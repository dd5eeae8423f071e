A customer reports a breach on a Saturday night: the executive is called at once, and the customer gets neutral words

at Sat 23:00
  jane writes "Strange mail": Your database has been hacked, and our passwords were leaked.
  expect olivia gets at 23:00 "ESCALATION L3 critical" and "Block or secure what is affected first"
  expect jane gets "it is with the person responsible"
  expect the case level L3, trigger security_incident
  expect jane was never told "Olivia"
