The mail to a customer bounces: whoever has the case is told, and no more mail goes there

at Mon 10:00
  jane writes "Invoice": I want to speak to your manager.
  expect anna gets "ESCALATION L2 high"
  expect jane gets "12:00"

at Mon 10:02
  the mail to jane bounces
  expect anna gets "The customer may not have heard from us" and "5.1.1"
  expect 1 case

at Mon 10:10
  anna answers the mail "ESCALATION": ok
  expect anna gets "you have it"
  expect jane gets nothing

at Mon 10:12
  anna answers the mail "ESCALATION": say: I have called you twice today.
  expect anna gets "not sent, and kept as a note: the address was refused"
  expect jane gets nothing
