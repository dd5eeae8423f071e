What is over the limit is denied: it goes back to whoever asked, with the reason; what is within the limit needs no word

given L2 may decide up to 500 EUR

at Mon 10:00
  jane writes "Invoice": I want to speak to your manager.
  expect anna gets at 10:00 "ESCALATION L2 high"
  ignore the rest to jane
  anna answers: done 501
  expect anna gets "beyond your authority"
  expect olivia gets "asks to refund 501 EUR"

at Mon 10:20
  olivia answers: deny
  expect olivia gets "501 EUR denied; sent back; it is back on L2"
  expect anna gets at 10:20 "denied: 501 EUR is not refunded"
  expect the case level L2
  olivia answers: approve
  ignore the rest to olivia

at Mon 10:30
  anna answers: done 500
  expect anna gets "resolved by Anna Berg"
  expect the case status resolved
