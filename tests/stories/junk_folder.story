In the junk folder only the gravest words count: the case is marked unverified, waits for working hours, and the sender gets nothing

at Mon 20:00
  jane writes into the junk folder "Letter": My lawyer will take legal action against you.
  expect the case verified no, level L3
  expect nobody gets anything
  kim writes into the junk folder "Letter": I want to speak to your manager.
  expect 1 case

at Tue 09:00
  expect olivia gets at Tue 09:00 "ESCALATION L3 high" and "NOT verified"
  expect jane gets nothing
