After a legal threat nobody is asked how it went

given customers are asked after 2bd

at Mon 10:00
  jane writes "Bad news": My lawyer will take legal action against you.
  expect jane gets "we have received it"
  expect olivia gets "ESCALATION L3 critical"
  olivia answers, passing DMARC: done: We have found an agreement.
  expect olivia gets "resolved by Olivia Owner"

at Mon 10:05
  expect jane gets "We have found an agreement."

at Fri 10:00
  expect jane gets nothing
