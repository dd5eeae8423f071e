A message on a resolved case opens it again, and whoever solved it is told first

at Mon 10:00
  jane writes "Invoice": I want to speak to your manager.
  expect anna gets "ESCALATION L2 high"
  expect jane gets "12:00"
  anna answers: ok
  expect anna gets "you have it"
  expect jane gets "Anna Berg"
  anna answers: done: The invoice is corrected.
  expect anna gets "resolved by Anna Berg"

at Tue 10:00
  expect jane gets at Mon 10:02 "The invoice is corrected"
  jane answers: It is not, the sum is still wrong.
  expect the case status open, turn ours, handler anna, level L2
  expect anna gets "the sum is still wrong" and "12:00"
  expect ben gets nothing
  expect jane gets nothing
  expect 1 case

at Tue 11:15
  expect anna gets at 10:45 "Still open"
  expect ben gets at 11:00 "the sum is still wrong"        # on a case that was taken the window falls over, too
  anna answers: ok
  ignore the rest to anna
  ignore the rest to ben
