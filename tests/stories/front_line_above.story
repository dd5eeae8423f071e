The front line says done on a case that is above it: the specialist is asked, and the case stays as it is

at Mon 10:00
  jane writes "Parcel": Where is it?
  expect jane gets "It has reached us"

at Mon 14:00
  expect the front line gets at 13:00 "or it goes to the next level"
  expect anna gets at 14:00 "ESCALATION L2 high" and "no answer from the front line by Mon 14:00"
  expect jane gets at 14:00 "I am bringing in" and "16:00"

at Mon 14:10
  the front line answers: done
  expect anna gets "the front line asks: done"
  expect the front line gets "is on L2 now; anna was asked"
  expect the case level L2, status new, turn ours
