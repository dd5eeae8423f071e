What the required action itself says to tell the customer, and everyday words of it, may be told; its advice may not

at Mon 10:00
  jane writes "Letter": My lawyer will take legal action against you.
  expect jane gets "We have received it"
  expect olivia gets "say only that you have received it"

at Mon 10:05
  olivia answers the mail "ESCALATION": say: We have received it.
  expect olivia gets "Customer will be told Mon 10:07"

at Mon 10:10
  expect jane gets "We have received it."
  olivia answers the mail "ESCALATION": say: We do not admit fault in this.
  expect olivia gets "not sent, for it holds internal words" and "do not admit fault"
  olivia answers the mail "ESCALATION": say: Ask your lawyer before you answer the matter.
  expect olivia gets "not sent, for it holds internal words" and "ask your lawyer"

at Mon 10:20
  kim writes "Order 5512": Where is my order?
  expect kim gets "It has reached us"

at Mon 14:25
  ignore the rest to olivia
  ignore the rest to kim
  ignore the rest to the front line
  expect anna gets "find out why nobody did"
  anna answers the mail "ESCALATION": say: I am sorry. I will find out why nobody answered you, and write by tomorrow.
  expect anna gets "Customer will be told"
