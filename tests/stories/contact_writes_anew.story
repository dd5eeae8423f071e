A contact who writes a mail of their own, about nothing known, is taken as a customer whose name is not proven

at Mon 10:00
  anna writes "Printer": The printer on the second floor is broken.
  expect 1 case
  expect the case verified no, level L1
  expect nobody gets anything
