Who was put on the list of VIPs by mistake is none after `undo`, also when the case has moved on meanwhile

at Mon 10:00
  jane writes "Invoice": I want to speak to your manager.
  ignore the rest to jane
  expect anna gets "ESCALATION L2 high"
  anna answers, passing DMARC: vip add kim@customer.example
  expect anna gets "kim@customer.example is a VIP from the next mail on"
  anna answers: undo
  expect anna gets "undone. kim@customer.example is no VIP any more"
  anna answers, passing DMARC: vip add lee@customer.example
  expect anna gets "lee@customer.example is a VIP from the next mail on"
  jane writes again: And call me by noon.
  expect anna gets "call me by noon"
  anna answers: undo
  expect anna gets "lee@customer.example is no VIP any more" and "has moved on"
  anna answers, passing DMARC: vip add olga@customer.example
  expect anna gets "is a VIP from the next mail on"
  anna answers, passing DMARC: vip add olga@customer.example
  expect anna gets "is a VIP already"
  anna answers: undo
  expect anna gets "undone"

at Mon 11:00
  ignore the rest to anna
  kim writes "Parcel": Where is it?
  expect CASE-1002 level L1
  olga writes "Parcel": Where is it?
  expect CASE-1003 trigger vip, level L2
  ignore the rest to kim
  ignore the rest to olga
  ignore the rest to ben
