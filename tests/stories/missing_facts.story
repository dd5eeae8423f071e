An escalation goes out at once, and what it went without is asked of the front line; the answers reach whoever has it

given the front line is asked for facts

at Mon 10:00
  jane writes "Broken": My machine is broken. I want to speak to your manager.
  expect anna gets at 10:00 "ESCALATION L2" and "Account or order number: the front line is asked"
  expect the front line gets at 10:00 "2 facts missing" and "went to L2 without account or order number and what was tried"
  ignore the rest to jane
  anna answers: ok
  expect anna gets "you have it"

at Mon 10:20
  the front line answers: Here you are.
    |
    | > Account or order number:
    | AC-10442
    |
    | > What was tried:
    |
    | We sent a new cable in May,
    | it did not help.
    |
    | > ---- write above this line ----
    | > CASE-1001 · Acme Support
  expect anna gets at 10:20 "Account or order number: AC-10442" and "What was tried: We sent a new cable in May, it did not help."
  expect the front line gets "noted on the case; Anna Berg was told."
  expect the log of CASE-1001 says "facts given" and "What was tried"
  expect jane was never told "AC-10442"
  expect the case handler anna, level L2
