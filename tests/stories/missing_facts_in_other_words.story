The front line answers the question for facts without their names, at night, with nothing, or with a slip of the pen

given the front line is asked for facts

at Mon 16:50
  jane writes "Broken": My machine is broken. I want to speak to your manager.
  expect anna gets at 16:50 "ESCALATION L2"
  expect the front line gets at 16:50 "2 facts missing"
  ignore the rest to jane
  anna answers: ok
  expect anna gets "you have it"
  the front line answers: ---- write above this line ----
    | > CASE-1001 · Acme Support
  expect the front line gets "nothing was written above the line; nothing was done"

at Mon 20:00
  the front line answers the mail "2 facts missing": No idea what was tried, sorry.
    | They are with us since May.
  expect the front line gets at 20:00 "noted on the case; Anna Berg will be told Tue 09:00. Still missing: Account or order number, What was tried."
  the front line answers the mail "2 facts missing": Account or order number : AC-10442
  expect the front line gets at 20:00 "noted on the case; Anna Berg will be told Tue 09:00. Still missing: What was tried."

at Tue 09:00
  expect anna gets at 09:00 "No idea what was tried, sorry. They are with us since May."
  expect anna gets at 09:00 "Account or order number: AC-10442"
  the front line answers the mail "2 facts missing": staus
  expect the front line gets "is on L2 now; anna was asked"
  expect anna gets "the front line asks: staus"
  the front line answers the mail "2 facts missing": A new cable.
  expect anna gets "What was tried: A new cable."
  expect the front line gets "noted on the case; Anna Berg was told."
  the front line answers the mail "2 facts missing": By the way, Jane is on holiday,
    | until Friday.
  expect anna gets "the front line asks: By the way, Jane is on holiday, until Friday."
  expect the front line gets "anna was asked"
  anna answers: up
  expect olivia gets "Account or order number: AC-10442" and "What was tried: A new cable." and "Jane is on holiday"
  ignore the rest to anna
  ignore the rest to olivia
