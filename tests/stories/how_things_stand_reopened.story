Opened again by a colleague: the customer hears again how things stand

given customers hear from L3 every 24h

at Mon 09:10
  kim writes "Question": Do you ship to Norway?
  ignore the rest to kim
  the front line answers kim: Yes, we do.

at Mon 10:00
  jane writes "Letter": My lawyer will take legal action against you.
  expect jane gets "with the person responsible"
  expect olivia gets "ESCALATION L3 critical"
  olivia answers, passing DMARC: done
  expect olivia gets "resolved by Olivia Owner"
  ignore the rest to the front line

at Mon 11:00
  expect jane gets at 10:02 "CASE-1002"
  olivia answers, passing DMARC: reopen
  expect olivia gets "is open again, and you have it"

at Tue 11:10
  ignore the rest to olivia
  expect the log of CASE-1002 says "asked for a word"
  expect jane gets at 11:00 "still working on your message" and "Wednesday 25 November, 11:00"
