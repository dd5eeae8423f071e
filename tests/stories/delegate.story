Somebody else answers Anna's mail; she reads what was said, and lets it count with delegate, once

at Mon 10:00
  jane writes "Invoice": I want to speak to your manager.
  expect anna gets "ESCALATION L2"
  expect jane gets "I am bringing in"

at Mon 10:10
  carol answers the mail to anna: say: The refund is on its way.
  expect anna gets "Carol Roe <carol@customer.example> answered your mail" and "The refund is on its way." and "answer this mail with delegate"
  expect the case handler nobody
  expect carol gets nothing

# To another mail of the case it means nothing.
at Mon 10:12
  anna answers the mail "Steps taken": delegate
  expect anna gets "nobody's answer waits for that; nothing was done"
  anna answers the mail "answered your mail": delegate
  expect anna gets "Customer will be told Mon 10:14"
  expect the case handler anna
  expect the log of CASE-1001 says "delegated" and "carol@customer.example>: say: The refund is on its way."

at Mon 10:15
  expect jane gets "The refund is on its way."
  anna answers the mail "answered your mail": delegate
  expect anna gets "nobody's answer waits for that; nothing was done"

# What she has not read she cannot say yes to: within the hour she is told of one such mail only.
at Mon 10:20
  carol answers the mail to anna: done
  expect anna gets nothing
  anna answers the mail "answered your mail": delegate
  expect anna gets "nobody's answer waits for that; nothing was done"
  expect the case status open
