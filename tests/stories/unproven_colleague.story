A colleague's answer to a customer that nobody can prove is kept as a customer's words, and told to whoever has the case

at Mon 10:00
  jane writes "Invoice": I want to speak to your manager.
  expect anna gets "ESCALATION L2 high"
  expect jane gets "12:00"

at Mon 10:10
  ben answers jane, with the desk in copy: Your invoice is corrected.
  expect the case turn ours
  expect anna gets "Your invoice is corrected"
  expect jane gets nothing
  expect ben gets nothing
