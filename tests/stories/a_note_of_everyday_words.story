What is said to the customer may share everyday words with a note; what only the note can have said is held back

at Mon 10:00
  jane writes "Invoice 4711": I want to speak to your manager. My Kestrel pump was invoiced twice.
  expect anna gets "ESCALATION L2 high"
  expect jane gets "12:00"

at Mon 10:05
  anna answers the mail "ESCALATION": note: Waiting for the details, then we send the correct invoice for the Kestrel pump. Ask Petrov's warehouse.
  expect anna gets "noted, and you have it now"
  expect jane gets "Anna Berg"

at Mon 10:10
  anna answers the mail "ESCALATION": say: Dear Jane, we are waiting for the details. Ask Petrov's warehouse.
  expect anna gets "not sent, for it holds internal words" and "ask petrov s warehouse"
  anna answers the mail "ESCALATION": say: Dear Jane, we are waiting for the details, and you get the correct invoice for the Kestrel pump.
  expect anna gets "Customer will be told Mon 10:12"

at Mon 10:20
  expect jane gets "waiting for the details"
