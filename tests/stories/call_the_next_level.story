From the specialist to the executive a mail is not enough: the specialist is asked to call, and says so afterwards

given olivia has the number +1 555 0199

at Mon 10:00
  jane writes "Invoice": I want to speak to your manager.
  expect anna gets at 10:00 "ESCALATION L2 high"
  expect jane gets "I am bringing in"

at Mon 10:10
  anna answers: up: she wants 5,000 back, that is beyond me
  expect olivia gets at 10:10 "ESCALATION L3 high"
  expect anna gets "Call Olivia Owner now" and "+1 555 0199"
  expect anna gets "is on L3 now; Olivia Owner was called"

at Mon 10:15
  anna answers the mail "Call Olivia Owner now": called
  expect anna gets "the call is on the log"
  expect the case handler nobody, level L3

at Mon 11:00
  ignore the rest to olivia
  max writes "Broken": My lawyer will take legal action against you.
  expect max gets "it is with the person responsible"      # from the front line nobody is asked to call
