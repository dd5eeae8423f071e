What the server marks as spam, and senders on the ignore list, open no case and get no answer

given the ignored sender ads@spam.example

at Mon 10:00
  jane writes, marked as spam, "You have won": My lawyer will sue you unless you claim the prize.
  spammer writes from ads@spam.example "Offer": I want to speak to your manager about toner.
  expect no cases
  expect nobody gets anything

at Mon 16:00
  expect nobody gets anything
