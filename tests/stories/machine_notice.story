A machine's notice with a trigger in it escalates; without one it is only recorded; nobody is answered

at Mon 10:00
  reviews writes from no-reply@trustpilot.com "New review": One star. My lawyer will take legal action against this company.
  expect 1 case
  expect the case level L3, trigger legal_threat
  expect olivia gets "ESCALATION L3 critical"

at Mon 10:10
  shop writes from no-reply@shop.example "Order 4711": Your order has been shipped.
  expect 1 case
  expect nobody gets anything

at Mon 10:20
  olivia answers the mail "ESCALATION L3 critical": Somebody should look at this review.
  expect olivia gets "you have it now; your words are kept as a note"
  olivia answers the mail "ESCALATION L3 critical": I shall ask the shop about it.
  expect olivia gets "your words are kept as a note"
  expect olivia was never told "say: TEXT"
