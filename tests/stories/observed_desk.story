A desk that only observes sends nothing to anybody but the owner's daily mail

given everything is only observed

at Mon 10:00
  jane writes "Broken": My lawyer will take legal action against you.
  joe writes "Question": Where do I find my invoice?
  expect CASE-1001 level L1, escalations 0, trigger legal_threat

at Mon 16:00
  expect nobody gets anything
  expect CASE-1002 level L1, escalations 0

at Tue 09:00
  expect olivia gets at 09:00 "2 escalations since Mon" and "CASE-1001 L1 → L3: legal_threat" and "CASE-1002 L1 → L2: no_response: no answer" and "Other mails that would have gone"

at Tue 10:00
  expect nobody gets anything
