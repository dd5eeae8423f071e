A legal threat on Friday evening does not wait for Monday: it goes out at once, and repeats through the night until taken

at Fri 21:00
  jane writes "Letter": My lawyer will take legal action against you.
  expect olivia gets at 21:00 "ESCALATION L3 critical" and "by 22:00"
  expect jane gets "22:00"

at Fri 22:20
  expect olivia gets at 21:45 "Still open"
  expect olivia gets at 22:00 "Overdue"
  expect olivia gets at 22:15 "Overdue"

at Fri 22:21
  olivia answers: ok
  expect olivia gets "you have it"

at Sat 12:00
  ignore the rest to olivia
  expect jane gets nothing
