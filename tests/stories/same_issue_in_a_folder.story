What is moved into a folder does to the other cases of an incident what the same word does in an answer

given one person with one mailbox
given folders are commands

at Mon 10:00
  jane writes "Locker": The pickup locker at Mill Lane does not open with the code you sent me.
  paul writes "can't collect": The parcel locker in Mill Lane rejects my code every time.
  maria writes "code": Pickup code is not accepted by the locker at Mill Lane, what now?
  ignore the rest to jane
  ignore the rest to paul
  ignore the rest to maria
  ignore the rest to olivia
  expect the log of CASE-1001 says "linked" and "CASE-1003"
  the front line moves the mail of maria to Not a case

at Mon 10:10
  expect CASE-1003 status closed
  expect the log of CASE-1001 says "split" and "does not belong to CASE-1003"
  expect the log of CASE-1002 says "split"
