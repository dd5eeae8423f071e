An answer joins its case by the thread, and so does a colleague of the customer's; by the subject alone nobody does

at Mon 10:00
  jane writes "Parcel": Where is it?
  expect jane gets "CASE-1001"

at Mon 10:10
  jane answers: The number is 4711, sorry.
  expect 1 case
  expect jane gets nothing

at Mon 10:20
  paul writes in the thread of jane "Re: Parcel": I am Jane's colleague, I sit next to the door all day.
  expect 1 case
  expect the case participant paul@customer.example, messages 3
  expect paul gets nothing

at Mon 10:30
  jane writes "Re: [CASE-1001] Parcel": One more thing, it is a large parcel.
  expect 1 case
  expect the case messages 4

at Mon 10:40
  kim writes "Re: Parcel": Where is mine?
  expect 2 cases
  expect kim gets "CASE-1002"
