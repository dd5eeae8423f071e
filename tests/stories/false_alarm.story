A false alarm goes back to the front line with a fresh clock; the same sentence is silent after that, a new one is not

at Mon 10:00
  jane writes "Hello": I want to speak to your manager, now, about the job you advertised.
  expect anna gets at 10:00 "ESCALATION L2 high"
  expect jane gets at 10:00 "I am bringing in"
  expect the case level L2, trigger manager_request

at Mon 10:10
  anna answers: false: she is looking for work
  expect anna gets "false alarm; it is back on L1" and "was promised a word by Mon 12:00: that stands"
  expect the front line gets "is back with you" and "Anna Berg sent it back from L2 to L1: false alarm, she is looking for work"
  expect the case level L1, without trigger manager_request, turn ours, promise Mon 12:00

at Mon 10:20
  jane writes again: As I said. I want to speak to your manager, now, about the job you advertised.
  expect nobody gets anything
  expect the case level L1

at Mon 10:30
  jane writes again: This is too slow. Now I want to speak to your manager.
  expect anna gets at 10:30 "ESCALATION L2 high"
  expect the case level L2, trigger manager_request, escalations 2

at Mon 10:40
  the front line answers jane: Her name is Olivia Owner; she will write to you.
  expect the case turn customer, promise none
