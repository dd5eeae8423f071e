Two desks that answer each other by themselves fall silent after one mail

at Mon 10:00
  help@other.example writes "Your order": We have a question about order 4711.
  expect help@other.example gets "It has reached us"
  help@other.example answers: We have received your message. A colleague will be in touch. Your number is 815.
  expect help@other.example gets nothing
  help@other.example writes "Ticket 816 opened": We have received your message. A colleague will be in touch.
  expect help@other.example gets nothing
  expect 2 cases

at Mon 12:00
  expect nobody gets anything
