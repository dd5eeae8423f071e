A contact commands without the thread: the reference and a DMARC pass are enough for light words, not for heavy ones

at Mon 10:00
  jane writes "Invoice": I want to speak to your manager.
  expect anna gets "ESCALATION L2 high"
  expect jane gets "12:00"
  anna writes, passing DMARC, naming CASE-1001 "about this": ok
  expect anna gets "you have it"
  expect jane gets "Anna Berg"
  expect the case handler anna

at Mon 10:10
  jane writes again: My lawyer will take legal action against you.
  ignore the rest to jane
  ignore the rest to anna
  expect olivia gets "ESCALATION L3 critical"
  olivia writes, passing DMARC, naming CASE-1001 "about this": done
  expect olivia gets "this wants an answer to the escalation mail itself; nothing was done"
  expect the case status open, turn ours
