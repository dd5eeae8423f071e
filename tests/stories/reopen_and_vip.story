Staff open a case again, put the customer on the list, and ask why

at Mon 10:00
  jane writes "Invoice": I want to speak to your manager.
  expect anna gets "ESCALATION L2 high"
  ignore the rest to jane
  anna answers: done
  expect anna gets "resolved by Anna Berg"
  anna answers: reopen
  expect anna gets "is open again, and you have it"
  expect the case status open, handler anna, turn ours
  anna answers, passing DMARC: vip add jane@customer.example
  expect anna gets "jane@customer.example is a VIP from the next mail on"
  anna answers, passing DMARC: vip add @gmail.com
  expect anna gets "gmail.com gives an address to anybody" and "nothing was done"
  anna answers: called
  expect anna gets "the call is on the log"
  anna answers: why
  expect anna gets "Anna Berg has it" and "L1 → L2" and "counted" and "L2, high urgency" and "Next, resolution:"

at Mon 11:00
  jane writes "Shoes": When does the other order come?
  expect CASE-1002 trigger vip, level L2
  expect anna gets "ESCALATION L2 high"
