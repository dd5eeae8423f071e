The front line answers notices from the shared mailbox: on its own level that is obeyed, above it the handler is asked

at Mon 10:00
  jane writes "Parcel": Where is it?
  expect jane gets "It has reached us"

at Mon 13:00
  expect the front line gets at 13:00 "Jane Roe" and "by 14:00" and "or it goes to the next level"

at Mon 13:10
  the front line answers: done
  expect the front line gets "resolved by the front line"
  expect CASE-1001 status resolved

at Mon 13:20
  kim writes "Invoice": I want to speak to your manager.
  expect anna gets "ESCALATION L2 high"
  expect kim gets "15:20"
  expect jane gets nothing
