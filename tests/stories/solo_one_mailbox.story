One person with one mailbox: escalations lie in the INBOX, answers from the desk's own address count, forged ones do not

given one person with one mailbox

at Mon 10:00
  jane writes "Invoice": I want to speak to your manager.
  expect olivia gets "ESCALATION L2 high"
  expect jane gets "I am bringing in"
  expect the case level L2

at Mon 10:05
  mallory writes as olivia "Re: ESCALATION L2 high [CASE-1001]": done
  expect the case status new, turn ours
  expect olivia gets "Nothing was done"

at Mon 10:10
  olivia answers the mail "ESCALATION L2": ok
  expect olivia gets "you have it"
  expect jane gets "Olivia Owner"
  expect the case handler olivia

at Mon 10:30
  olivia answers jane: I have looked at your invoice and you are right. It is corrected.
  expect the case turn customer

at Mon 11:00
  olivia answers the mail "ESCALATION L2": done
  expect olivia gets "resolved by Olivia Owner"

at Mon 11:05
  expect jane gets "your matter is resolved"
  expect the case status resolved
