A VIP goes to a specialist at once, whatever they write about

given the VIP kim

at Mon 10:00
  kim writes "A question": Where do I find the manual?
  expect anna gets "ESCALATION L2 high" and "VIP"
  expect kim gets "I am bringing in"
  expect the case level L2, trigger vip

at Mon 10:10
  jane writes "A question": Where do I find the manual?
  expect jane gets "It has reached us"
  expect the case level L1, without trigger vip
  expect anna gets nothing
