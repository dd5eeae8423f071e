A German customer is answered in German; the escalation stays in the language of the desk

at Mon 10:00
  jana writes "Rechnung": Guten Tag, ich möchte jetzt endlich mit Ihrem Vorgesetzten sprechen. Mit freundlichen Grüßen
  expect anna gets "ESCALATION L2 high" and "mit Ihrem Vorgesetzten sprechen"
  expect jana gets "Sie müssen nichts wiederholen"
  expect the case level L2, trigger manager_request, language de

at Mon 10:10
  uwe writes "Lieferung": Guten Tag, wann kommt mein Paket? Ich habe es letzte Woche bestellt. Viele Grüße
  expect uwe gets "CASE-1002" and "Guten Tag"
