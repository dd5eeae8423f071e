Staff move messages into folders of the shared mailbox: each is obeyed as the front line's word, and the message is put back

given folders are commands

at Mon 10:00
  jane writes "Invoice": The invoice is wrong.
  expect jane gets "It has reached us"
  the front line moves the mail of jane to Escalate
  expect anna gets "ESCALATION L2 high"
  expect jane gets "I am bringing in"
  expect the front line gets "CASE-1001: is on L2 now; Anna Berg was called"
  expect the mail of jane in INBOX
  expect the case level L2, escalations 1

at Mon 10:10
  the front line moves the mail of jane to Resolved       # above the first level a folder only asks
  expect anna gets "CASE-1001: the front line asks: done (moved to Escalator/Resolved)"
  expect the front line gets "anna was asked"
  expect the mail of jane in INBOX
  expect the case status new, level L2

at Mon 10:20
  kim writes "Question": How do I change my password?
  expect kim gets "It has reached us"
  the front line moves the mail of kim to Resolved
  expect the front line gets "CASE-1002: resolved by the front line. The customer gets no mail."
  expect the mail of kim in INBOX
  expect the case status resolved
  the front line moves the mail of kim to Escalate
  expect the front line gets "CASE-1002: is resolved; nothing was done"
  expect the mail of kim in INBOX
  expect the case status resolved, level L1

at Mon 10:30
  anna answers the mail "ESCALATION L2": ok
  ignore the rest to anna
  ignore the rest to jane
  lou writes "Offer": Buy our lists of addresses.
  ignore the rest to lou
  the front line moves the mail of lou to Not a case
  expect the front line gets "CASE-1003: closed, not a case"
  expect the mail of lou in INBOX
  expect the case status closed
  the front line moves the mail of lou to Waiting
  expect the front line gets "CASE-1003: is closed; nothing was done"

at Mon 10:40
  lee writes "Order": Where is my order 4711?
  expect lee gets "It has reached us"
  the front line moves the mail of lee to Waiting
  expect the front line gets "CASE-1004: waits for the customer"
  expect the case turn customer
  the front line moves the mail of lee to False alarm
  expect the front line gets "was not escalated to L1"
  expect the mail of lee in INBOX
