A heavy word that is delegated wants the same one-time code as one of Anna's own

at Mon 10:00
  jane writes "Invoice": My lawyer will take legal action against you.
  ignore the rest to jane
  expect olivia gets "ESCALATION L3"
  ignore the rest to olivia

at Mon 10:10
  carol answers the mail to olivia: vip add jane@customer.example
  olivia answers the mail "answered your mail": delegate
  expect the log of CASE-1001 says "delegated" and "vip add"
  expect the log of CASE-1001 says "code asked"
  olivia answers with the code
  expect the log of CASE-1001 says "vip" and "put a customer on the list"
