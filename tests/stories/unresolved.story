A case that goes to and fro is counted: when it is our turn for too long in all, it goes up

at Mon 09:00
  jane writes "Parcel": Where is it?
  expect jane gets "It has reached us"

at Mon 12:00
  expect the front line gets at 12:00 "or it goes to the next level"
  the front line answers jane: Which parcel?
  expect the case turn customer

at Tue 09:00
  jane answers: The one from Friday.
  expect the case turn ours

at Tue 12:30
  expect the front line gets at 12:00 "or it goes to the next level"
  the front line answers jane: We look for it.
  expect the case turn customer

at Wed 09:00
  jane answers: And? Did you find it?
  expect the case turn ours, level L1

at Wed 11:00
  expect anna gets at 10:30 "ESCALATION L2 medium" and "unresolved on L1"
  expect jane gets at 10:30 "I am bringing in" and "Which parcel?"
