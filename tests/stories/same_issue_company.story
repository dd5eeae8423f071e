Where a company counts once, its people are one customer; those at a public provider are not

given a company counts once

at Mon 10:00
  jane writes "Locker": The pickup locker at Mill Lane does not open with the code you sent me.
  paul writes "can't collect": The parcel locker in Mill Lane rejects my code every time.
  maria writes "code": Pickup code is not accepted by the locker at Mill Lane, what now?
  expect anna gets nothing
  expect the case level L1, without trigger same_issue
  ignore the rest to jane
  ignore the rest to paul
  ignore the rest to maria

at Mon 10:10
  tom writes from tom@gmail.example "Mill Lane": I get no parcel, the Mill Lane locker says my code is wrong
  expect anna gets nothing
  kim writes from kim@gmail.example "parcel locker": your locker on Mill Lane does not take the code
  expect anna gets "ESCALATION L2 high" and "CASE-1001" and "CASE-1004"
  expect the case level L2, trigger same_issue
  expect tom@gmail.example gets "CASE-1004"
  expect kim@gmail.example gets "several customers"
