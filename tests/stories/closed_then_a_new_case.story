After two weeks a resolved case is closed; a later mail in its thread opens a new case that names the old one

at Mon 10:00
  jane writes "Parcel": Where is it?
  expect jane gets "CASE-1001"
  the front line answers jane: It came back to us, we send it again today.

at Mon 12:00 in week 5
  expect CASE-1001 status closed
  expect nobody gets anything
  jane writes again "Re: Parcel": It never arrived. I want to speak to your manager.
  expect 2 cases
  expect CASE-1002 previous CASE-1001, level L2, status new
  expect CASE-1001 status closed
  expect anna gets "ESCALATION L2 high" and "continues CASE-1001"
  expect jane gets "CASE-1002"
