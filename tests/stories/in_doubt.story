Nobody can tell whether a customer's mail went out: it is held, and staff say whether it is sent again

given no copies come back

at Mon 10:00
  the mail server loses mail and answers
  jane writes "Parcel": Where is it?
  expect jane gets nothing
  the mail server loses nothing any more

at Mon 10:30
  expect jane gets nothing
  expect the front line gets "The customer may not have heard from us" and "nobody knows whether it was accepted"
  the front line answers: send
  expect the front line gets "1 held mail to the customer sent"
  expect jane gets "It has reached us"
