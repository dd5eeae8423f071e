Over the weekend business time stands still: what comes on Friday evening is due on Monday

at Fri 16:00
  jane writes "Invoice": I want to speak to your manager.
  expect anna gets "ESCALATION L2 high" and "Mon 10:00 = 2 business hours from Fri 16:00; closed Sat, Sun"
  expect jane gets "Monday 30 November, 10:00"

at Sat 12:00
  expect anna gets at Fri 16:45 "Still open"
  kim writes "Invoice": I want to speak to your manager.
  expect anna gets nothing
  expect kim gets "Monday 30 November, 11:00"
  lee writes "Question": Do you ship to Norway?
  expect lee gets "It has reached us"

at Mon 09:00 in week 2
  expect ben gets at Mon 09:00 "ESCALATION L2 high" and "by 10:00"       # Anna's hour was Friday's last
  expect anna gets at Mon 09:00 "ESCALATION L2 high" and "by 11:00"
  ben answers: ok
  expect ben gets "you have it"
  expect anna gets "Ben Cole has CASE-1001 now"
  expect jane gets "Ben Cole"
