A colleague answers without the thread, but the reference stands in the subject: found in Sent it counts

at Mon 10:00
  jane writes "Parcel": Where is it?
  expect jane gets "CASE-1001"

at Mon 10:30
  the front line answers jane, without the thread, naming CASE-1001: It is on the van.
  expect the case turn customer, status open

at Mon 15:00
  expect nobody gets anything
