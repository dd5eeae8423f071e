Staff are quicker than the worker: a message that was never read is taken in first; one of no case opens one

given folders are commands
given the ignored sender news@shop.example

at Mon 10:00
  the worker stops
  jane writes "Invoice": The invoice is wrong.
  the front line moves the mail of jane to Escalate
  the worker starts
  expect anna gets "ESCALATION L2 high"
  expect jane gets "I am bringing in"                     # the hand-off, and no acknowledgement before it
  expect the front line gets "is on L2 now"
  expect the mail of jane in INBOX
  expect 1 case

at Mon 10:10
  ignore the rest to anna
  ignore the rest to jane
  news@shop.example writes "Prices": Our prices go up in May.
  expect 1 case
  the front line moves the mail of news@shop.example to Resolved
  expect 1 case
  the front line moves the mail of news@shop.example to Escalate
  expect 2 cases
  expect the case level L2, verified no
  expect the front line gets "CASE-1002: is on L2 now"
  expect news@shop.example gets nothing
