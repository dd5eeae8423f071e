To end a legal case a command wants a second proof: a code, mailed to the contact's own address, good once

at Mon 10:00
  jane writes "Bad news": My lawyer will take legal action against you.
  expect olivia gets "ESCALATION L3 critical"
  expect jane gets "we have received it"

at Mon 10:05
  olivia answers the mail "ESCALATION": done
  expect olivia gets "to confirm: done" and "good once"
  expect the case status new, turn ours

at Mon 10:06
  olivia answers: 000000
  expect olivia gets "that code is wrong or too old; nothing was done"
  expect the case status new

at Mon 10:07
  olivia answers the mail "ESCALATION": done
  expect olivia gets "to confirm: done"
  olivia answers with the code
  expect olivia gets "resolved by Olivia Owner"
  expect the case status resolved

at Mon 10:30
  expect jane gets at 10:09 "your message has been dealt with"
