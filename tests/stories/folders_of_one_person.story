One person with one mailbox: a folder is their own word, on every level

given one person with one mailbox
given folders are commands

at Mon 10:00
  jane writes "Invoice": I want to speak to your manager.
  expect the front line gets "ESCALATION L2 high"
  expect jane gets "12:00"
  the front line moves the mail of jane to Resolved
  expect the front line gets "CASE-1001: resolved by Olivia Owner. Customer will be told Mon 10:02"
  expect the case status resolved
  expect the mail of jane in INBOX

at Mon 10:30
  ignore the rest to jane
  max writes "Lawyer": My lawyer will take legal action against you.
  expect the front line gets "ESCALATION L3 critical"
  expect max gets "with the person responsible"
  the front line moves the mail of max to Resolved        # what makes a legal matter disappear wants a code
  expect the front line gets "to confirm: done (moved to Escalator/Resolved)"
  expect the case status new
