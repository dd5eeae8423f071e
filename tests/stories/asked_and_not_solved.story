A no to the question how it went opens the case again, however polite; nothing but thanks does not

given customers are asked after 2bd

at Mon 10:00
  jane writes "Invoice": I want to speak to your manager.
  kim writes "Parcel": I want to speak to your manager.
  jean writes "Facture": Je veux parler à votre responsable.
  lee writes "Refund": I want to speak to your manager.
  ignore the rest to jane
  ignore the rest to kim
  ignore the rest to jean
  ignore the rest to lee
  ignore the rest to anna
  anna answers the mail "[CASE-1001]": done
  anna answers the mail "[CASE-1002]": done
  anna answers the mail "[CASE-1003]": done
  anna answers the mail "[CASE-1004]": done

at Wed 11:00
  jane answers: No, thanks.
  expect the log of CASE-1001 says "feedback" and "not solved"
  expect CASE-1001 status open, turn ours
  kim answers: No. Thank you.
  expect CASE-1002 status open, turn ours
  jean answers: Non, merci
  expect CASE-1003 status open, turn ours
  lee answers: Thank you very much!
  expect CASE-1004 status resolved
  expect anna was never told "thanks. Settled"
