Whoever is called in the place of those who are away may take the case and act on it, also after the customer wrote again

given anna is the escalation manager

at Mon 09:00
  olivia writes, passing DMARC, "away": away until friday
  ignore the rest to olivia

at Mon 10:00
  jane writes "Invoice": I want to speak to your manager.
  expect jane gets "12:00"
  expect anna gets "ESCALATION L2 high"
  ignore the rest to ben

at Mon 12:05
  expect anna gets at 10:45 "Still open"
  expect anna gets at 12:00 "ESCALATION L3 high"
  anna answers: ok
  expect anna gets "you have it"
  expect the case level L3, handler anna
  anna answers: say: I look into it and write to you today.
  expect anna gets "will be told"
  jane answers: Thank you, but I wait since two weeks.
  ignore the rest to jane
  ignore the rest to anna
  anna answers: done: It is corrected.
  expect the case status resolved

at Mon 13:00
  kim writes "Letter": My lawyer will take legal action against you.
  expect kim gets "we have received it"
  anna answers: ok
  expect the case level L3, handler anna
  anna answers: say: We have received it and will answer.

at Mon 13:10
  ignore the rest to kim
  kim answers: When will that be? I insist on an answer.
  anna answers: ok
  expect the case handler anna
  anna answers: pass ben
  expect the case level L3, handler anna        # he was not called for it
