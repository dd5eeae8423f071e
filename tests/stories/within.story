A review that may wait an hour is sent at once, and one that had to wait for the mail server says so

at Mon 10:00
  jane writes "Disappointed": I will leave a bad review on Trustpilot.
  expect anna gets at 10:00 "ESCALATION L2"
  expect jane gets "I am bringing in"
  anna answers: done
  expect anna gets "resolved by Anna"
  ignore the rest to jane

at Mon 12:00
  the mail server is down
  kim writes "So bad": I will leave a bad review on Trustpilot.

at Mon 13:30
  the mail server is back

at Mon 13:40
  expect olivia gets "PROBLEM" and "should have left: CASE-1002 by Mon 13:00 (1 hour of business time from Mon 12:00)"
  expect anna gets "ESCALATION L2" and "by 15:31"      # two business hours from when it left
  expect the log of CASE-1002 says "left late" and "it had to leave by Mon 13:00"
  expect kim gets "I am bringing in" and "15:31"
