A yes after done resolves no report that has become a matter of its own since the list was shown

at Mon 10:00
  jane writes "Locker": The pickup locker at Mill Lane does not open with the code you sent me.
  paul writes "can't collect": The parcel locker in Mill Lane rejects my code every time.
  kim writes "no code": My pickup code for the locker at Mill Lane is rejected.
  maria writes "code": Pickup code is not accepted by the locker at Mill Lane, what now?
  ignore the rest to jane
  ignore the rest to paul
  ignore the rest to kim
  ignore the rest to maria
  ignore the rest to ben
  ignore the rest to anna
  anna answers the mail "ESCALATION", passing DMARC: ok
  anna answers the mail "ESCALATION", passing DMARC: done: The locker is repaired.

at Mon 10:10
  paul writes again: I want to speak to your manager, this is another matter.
  maria writes again: Now the screen of it is black.
  expect CASE-1002 level L2

at Mon 10:20
  anna answers the mail "of this incident", passing DMARC: yes
  expect CASE-1001 status resolved
  expect CASE-1002 level L2, turn ours
  expect CASE-1004 turn ours

at Mon 10:30
  expect paul was never told "The locker is repaired"
