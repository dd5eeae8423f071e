Reports further apart than a day are no incident, nor are two of one person; within the day the third one counts

at Mon 10:00
  jane writes "Locker": The pickup locker at Mill Lane does not open with the code you sent me.
  ignore the rest to jane
  ignore the rest to anna
  ignore the rest to ben
  ignore the rest to olivia
  ignore the rest to the front line

at Mon 10:30
  paul writes "can't collect": The parcel locker in Mill Lane rejects my code every time.
  ignore the rest to paul
  paul writes "can't collect": The parcel locker in Mill Lane still rejects my code.

at Tue 10:10
  maria writes "code": Pickup code is not accepted by the locker at Mill Lane, what now?
  expect the case level L1, without trigger same_issue
  ignore the rest to maria

at Tue 10:20
  tom writes "Mill Lane": I get no parcel, the Mill Lane locker says my code is wrong
  expect the case level L2, trigger same_issue
  ignore the rest to tom
