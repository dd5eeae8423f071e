A contact writes that they are away: what waits for them goes on at once, the next case passes them over, until they are here

at Mon 10:00
  jane writes "Invoice": I want to speak to your manager.
  expect anna gets "ESCALATION L2 high"
  expect jane gets "12:00"

at Mon 10:10
  anna writes, passing DMARC "Away": away until thursday
  expect 1 case
  expect anna gets "You are away until Thu 09:00"
  expect ben gets "ESCALATION L2 high · Jane"

at Mon 10:20
  kim writes "Contract": I want to speak to your manager.
  expect ben gets "ESCALATION L2 high · Kim"
  expect kim gets "12:20"
  anna answers the mail "ESCALATION L2 high": status
  ignore the rest to anna

at Mon 10:30
  lee writes "Order": I want to speak to your manager.
  expect ben gets "ESCALATION L2 high · Lee"          # a question does not end what was said with a day
  expect lee gets "12:30"
  anna writes, passing DMARC "Back": here
  lou writes "Order": I want to speak to your manager.
  ignore the rest to lou

at Mon 10:40
  ignore the rest to ben
  expect the case handler nobody
  anna answers the mail "ESCALATION L2 high · Lou": ok
  expect the case handler anna
