Without a DMARC verdict a word that names no case waits for a one-time code: anybody can write a sender's name

at Mon 10:00
  jane writes "Invoice": I want to speak to your manager.
  expect anna gets "ESCALATION L2 high"
  expect jane gets "12:00"
  mallory writes, as anna "Away": away
  expect anna gets "to confirm: away" and "If you did not ask for this"
  expect 1 case

at Mon 10:10
  anna answers: 000000
  expect anna gets "That code is wrong or too old"
  anna answers the mail "to confirm: away": 000001            # one try
  expect nobody gets anything

at Mon 10:20
  anna writes "Away": away
  expect anna gets "to confirm: away"
  anna answers with the code
  expect anna gets "You are away until you write to us"
  expect ben gets "ESCALATION L2 high · Jane"

at Mon 10:30
  ben writes, passing DMARC "list": list
  expect ben gets "1 case is open with you or on L2" and "[CASE-1001] L2 high · Jane Roe: Invoice · taken by nobody · answer by Mon 12:00"
  mallory writes, as ben, failing DMARC "Away": away
  expect 2 cases
  expect the case verified no
  expect nobody gets anything

at Mon 10:40
  ignore the rest to jane
  ignore the rest to anna
  ben answers: list
  expect ben gets "1 case is open with you or on L2"
  ben answers the mail "ESCALATION L2 high": list
  expect ben gets "1 case is open with you or on L2"
  ben answers the mail "ESCALATION L2 high": away until 27 november
  expect ben gets "CASE-1001: you are away until Fri 09:00"
  expect olivia gets "ESCALATION L3"
  ignore the rest to olivia
