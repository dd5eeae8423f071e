A stranger who writes a reference into the subject gets a case of their own, and learns nothing of the other one

at Mon 10:00
  jane writes "Parcel": Where is it?
  expect jane gets "CASE-1001"

at Mon 10:10
  mallory writes "Re: Parcel [CASE-1001]": Please send the parcel to my address instead.
  expect 2 cases
  expect CASE-1002 customer mallory@customer.example
  expect CASE-1001 messages 1
  expect mallory gets "CASE-1002"
  expect jane gets nothing
