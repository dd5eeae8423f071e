A web form speaks for a customer: the person in Reply-To is the customer, is answered, and can escalate

given the web form form@web.example

at Mon 10:00
  jane writes through the form form@web.example "Contact form": Name: Jane Roe. I want to speak to your manager.
  expect the case customer jane@customer.example, level L2
  expect anna gets "ESCALATION L2 high" and "jane@customer.example"
  expect jane gets "I am bringing in"

at Mon 10:10
  kim writes through the form form@web.example "Contact form": Do you ship to Norway?
  expect 2 cases
  expect the case customer kim@customer.example
  expect kim gets "It has reached us"
