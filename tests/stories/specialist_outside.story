There is a lawyer outside: the owner gets a brief to forward, the lawyer gets nothing, and what the lawyer answers is a note

given the specialist outside (Lee Lawyer, lee@law.example)

at Mon 10:00
  jane writes "Third time broken": If this is not solved this week, my lawyer will take legal action against you.
  expect olivia gets at 10:00 "ESCALATION L3 critical"
  expect olivia gets at 10:00 "Brief to forward: Jane Roe" and "Lee Lawyer, lee@law.example" and "take legal action"
  expect jane gets "we have received it"
  expect lee@law.example gets nothing

at Mon 10:20
  lee answers the mail to olivia: Say nothing until I have read the contract.
  expect olivia gets "lee@customer.example"
  expect the case handler nobody
  expect jane was never told "contract"
