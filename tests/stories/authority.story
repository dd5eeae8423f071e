A refund over the limit closes nothing: the next level is asked, and approves it

given L2 may decide up to 500 EUR

at Mon 10:00
  jane writes "Invoice": I want to speak to your manager.
  expect anna gets at 10:00 "ESCALATION L2 high"
  expect jane gets "I am bringing in"

at Mon 10:10
  anna answers: done refund 900
  expect anna gets "900 EUR is beyond your authority (the limit is 500 EUR): Olivia Owner was asked"
  expect olivia gets at 10:10 "ESCALATION L3 high" and "Anna Berg asks to refund 900 EUR (limit 500 EUR): approve or deny it, and answer Jane Roe by 11:10" and "Or answer: approve · deny"
  expect the case level L3, trigger beyond_authority

at Mon 10:20
  olivia answers: approve
  expect olivia gets "to confirm: approve"     # a heavy word: her mail came without a DMARC verdict
  olivia answers with the code
  expect olivia gets "900 EUR approved, Anna Berg is told; resolved by Olivia Owner"
  expect anna gets "Olivia Owner approved 900 EUR"
  ignore the rest to anna
  ignore the rest to jane
  expect the case status resolved
