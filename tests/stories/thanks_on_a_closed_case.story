Thanks on a case that is closed, or the five that we asked for, are a note on it: no new case, and nobody is asked

given customers are asked after 2bd

at Mon 10:00
  jane writes "Invoice": I want to speak to your manager.
  kim writes "Parcel": I want to speak to your manager.
  ignore the rest to anna
  ignore the rest to jane
  ignore the rest to kim
  anna answers the mail "Jane Roe": done
  anna answers the mail "Kim Roe": done

at Mon 12:00 in week 5
  expect CASE-1001 status closed
  expect CASE-1002 status closed
  jane answers: Thank you!
  kim answers: 5
  expect 2 cases
  expect CASE-1001 status closed
  expect CASE-1002 status closed
  expect the log of CASE-1001 says "nothing but thanks"
  expect the log of CASE-1002 says "5 of 5"
  expect the front line gets nothing
  expect ben gets nothing
  expect olivia gets nothing

at Mon 12:10 in week 5
  kim answers: Thank you, but the parcel never arrived.
  expect 3 cases
  expect CASE-1003 previous CASE-1002, status new
