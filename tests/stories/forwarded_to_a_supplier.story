A colleague forwards the customer's mail to a supplier: that is no answer, and the customer still waits

at Mon 10:00
  jane writes "Parcel": Where is it?
  expect jane gets "It has reached us"

at Mon 10:30
  the front line answers jane, forwarded to dispatch@carrier.example: Could you look for this parcel?
  expect the case turn ours, status new

at Mon 13:00
  expect the front line gets "or it goes to the next level" and "Could you look for this parcel?"

at Mon 13:10
  the front line answers jane: We have asked the carrier.
  expect the case turn customer
