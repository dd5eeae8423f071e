Two days after it was resolved the customer is asked once how it went; a good answer is kept, a bad one opens the case again

given customers are asked after 2bd

at Mon 10:00
  jane writes "Invoice": I want to speak to your manager.
  kim writes "Parcel": I want to speak to your manager.
  ignore the rest to anna
  expect jane gets "I am bringing in"
  expect kim gets "I am bringing in"
  anna answers the mail "[CASE-1001]": done: The invoice is corrected.
  anna answers the mail "[CASE-1002]": done: The parcel is on its way.

at Mon 10:05
  expect jane gets "The invoice is corrected."
  expect kim gets "The parcel is on its way."

at Wed 10:05
  expect jane gets at Wed 10:00 "Is it solved? And how did we do"
  expect kim gets at Wed 10:00 "Is it solved? And how did we do"

at Wed 11:00
  jane answers: Yes, 5. Thank you!
  expect CASE-1001 status resolved
  expect the log of CASE-1001 says "feedback" and "solved, 5 of 5"
  kim answers: 2, it never came.
  expect CASE-1002 status open, turn ours
  expect the log of CASE-1002 says "feedback" and "2 of 5"

at Wed 11:05
  expect anna was never told "5 of 5"
  anna answers the mail "2 of 5": done: We have sent it again by courier.

at Wed 11:10
  expect kim gets "by courier"

at Fri 12:00
  expect kim gets nothing          # asked once, not again
