Forged commands change nothing: no token, a failing DMARC, or the right token from another address

at Mon 10:00
  jane writes "Invoice": I want to speak to your manager.
  expect anna gets "ESCALATION L2 high"
  expect jane gets "12:00"

at Mon 10:05
  mallory writes as anna "Re: ESCALATION L2 high [CASE-1001]": done
  expect anna gets "Nothing was done"                 # at her own address: she hears of it, the forger does not
  expect CASE-1001 status new, turn ours, handler nobody

at Mon 10:10
  mallory writes as anna "Re: ESCALATION L2 high [CASE-1001]": done
  expect anna gets nothing                            # told once an hour
  expect CASE-1001 status new, turn ours, handler nobody

at Mon 10:15
  mallory answers the mail to anna: done
  expect anna gets "answered your mail about CASE-1001. Nothing was done"
  mallory answers the mail to anna: done, I said
  expect CASE-1001 status new, turn ours, handler nobody
  expect mallory gets nothing

at Mon 11:10
  expect anna gets at 10:45 "Still open"
  expect ben gets at 11:00 "ESCALATION L2 high"
  mallory answers the mail to anna, as anna, failing DMARC: done
  expect anna gets "in your name"
  expect olivia gets "in the name of anna"            # the owner, once a day
  expect CASE-1001 status new, turn ours, handler nobody

at Mon 11:20
  mallory writes as anna, failing DMARC, "Re: ESCALATION L2 high [CASE-1001]": done
  expect CASE-1001 status new, turn ours, handler nobody
  expect CASE-1002 verified no, level L1              # taken as a customer's: a forged colleague gains nothing, and loses nothing
  expect anna gets nothing

at Mon 11:25
  anna answers the mail "ESCALATION": done
  expect anna gets "resolved by Anna Berg"
  expect CASE-1001 status resolved, handler anna
  ignore the rest to ben

at Mon 11:30
  expect jane gets "your matter is resolved"
