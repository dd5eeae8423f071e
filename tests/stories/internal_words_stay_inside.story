A text for the customer that holds internal words is refused and shown; nothing goes out

at Mon 10:00
  jane writes "Bad news": My lawyer will take legal action against you.
  expect olivia gets "ESCALATION L3 critical"
  expect jane gets "we have received it"

at Mon 10:05
  olivia answers the mail "ESCALATION": note: Our supplier delivered faulty batteries in March.
  expect olivia gets "noted, and you have it now"

at Mon 10:10
  olivia answers the mail "ESCALATION": say: Sorry, our supplier delivered faulty batteries.
  expect olivia gets "not sent, for it holds internal words" and "our supplier delivered"
  expect jane gets nothing
  expect the case turn ours

at Mon 10:20
  olivia answers the mail "ESCALATION": say: We have your letter and answer it by Friday.
  expect olivia gets "Customer will be told Mon 10:22"

at Mon 10:30
  expect jane gets "We have your letter and answer it by Friday"
  expect jane was never told "faulty"
