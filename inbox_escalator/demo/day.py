"""What happens on the demo's day: what customers write, and what the staff of a small company do about it."""

from __future__ import annotations

from dataclasses import dataclass

from inbox_escalator.demo.letters import Letter

HTML_ONLY = (
    "<html><head><style>p{margin:0}</style></head><body><p>Hi,</p><p>since this morning <b>nobody in our whole company "
    "can log in</b>. All 40 of us stand still. Please call me.</p><p>Kind regards<br>Priya Patel<br>Head of Operations"
    "</p><blockquote><p>On Friday you wrote: our lawyers have approved the new terms.</p></blockquote></body></html>"
)

MAILS = (
    Letter("08:40", "Tom Baker <tom@baker-tools.example>", "Change of delivery address",
           "Hello,\n\nplease send order 40112 to our new address: 12 Mill Road, Leeds.\n\nThanks\nTom Baker"),
    Letter("08:55", "Newsletter <news@deals.example>", "20 % off all week",
           "Our best offers of the week. Speak to a manager of style!\n\nUnsubscribe: reply STOP",
           headers=(("List-Unsubscribe", "<mailto:stop@deals.example>"), ("Precedence", "bulk")), note="a newsletter"),
    Letter("09:05", "Jane Roe <jane@roe-garden.example>", "Third time broken",
           "Hello,\n\nthe pump stopped again, the third time since May. If this is not solved this week, my lawyer will\n"
           "take legal action against you.\n\nJane Roe\n-- \nRoe Garden Ltd\nOur lawyers: Wood & Partner"),
    Letter("09:10", "Karl Weber <karl@weber-bau.example>", "Rechnung 2231",
           "Guten Tag,\n\nich möchte bitte sofort mit Ihrem Vorgesetzten sprechen. Seit zwei Wochen antwortet mir niemand.\n"
           "\nMit freundlichen Grüßen\nKarl Weber"),
    Letter("09:20", "Amélie Dubois <amelie@dubois.example>", "Commande 5521",
           "Bonjour,\n\npouvez-vous me dire quand ma commande 5521 arrive ?\n\nMerci d'avance\nAmélie Dubois"),
    Letter("09:30", "Sue Miller <sue@miller-books.example>", "Which password manager?",
           "Hi,\n\nwhich password manager do you recommend? Our legal department approved the order, by the way.\n\nSue",
           note='"Sue", "legal department" and "password manager" must not alarm anybody'),
    Letter("09:40", "Acme Web Form <form@acme.example>", "Contact form",
           "Name: Lena Fischer\nMessage: How do I change the language of the app?",
           headers=(("Reply-To", "Lena Fischer <lena@fischer.example>"),), note="through the web form"),
    Letter("09:50", "Priya Patel <priya@patel-logistics.example>", "Nobody can log in", "", html=HTML_ONLY,
           note="HTML only, with an old mail quoted"),
    Letter("10:05", "Marco Rossi <marco@rossi.example>", "Doppio addebito",
           "Buongiorno,\n\nmi avete addebitato 1.250,00 EUR due volte. Rivoglio i miei soldi.\n\nMarco Rossi"),
    Letter("10:15", "Tom Baker <tom@baker-tools.example>", "", "Thank you, that was quick!", answers="desk",
           note="thanks alone"),
    Letter("10:30", "Ines Costa <ines@costa.example>", "Acesso estranho",
           "Olá,\n\nalguém entrou na minha conta sem autorização e mudou o meu endereço. Fui vítima de um acesso não\n"
           "autorizado.\n\nInês Costa"),
    Letter("10:45", "Greta Lind <greta@lind.example>", "Damaged parcel",
           "Hello,\n\nthe parcel came damaged, see the picture.\n\nGreta Lind", attachment="damage.png"),
    Letter("11:00", "Victor Grand <victor@bigcustomer.example>", "Short question",
           "Hi team,\n\ncould you send me the price list for next year?\n\nVictor", note="a VIP"),
    Letter("11:15", "Jane Roe <jane@roe-garden.example>", "Re: Third time broken",
           "I forgot: the serial number is RG-7781.", answers="self", note="writes again"),
    Letter("11:30", "Review Watch <noreply@reviews.example>", "New 1-star review",
           "A customer left a one-star review of Acme on Trustpilot: \"Never again. Worst support ever.\"",
           headers=(("Auto-Submitted", "auto-generated"),), note="from a review site: read, never answered"),
    Letter("11:45", "Jan de Vries <jan@devries.example>", "Klacht",
           "Goedemiddag,\n\nik wil nu uw leidinggevende spreken. Dit duurt al een maand.\n\nJan de Vries"),
    Letter("12:10", "Priya Patel <priya@patel-logistics.example>", "", "Any news? We still cannot work.", answers="desk"),
    Letter("12:30", "Elena Ruiz <elena@ruiz.example>", "Devolución",
           "Hola,\n\n¿cómo puedo devolver un artículo?\n\nGracias\nElena Ruiz"),
    Letter("13:00", "Lucky Prize <win@prize.example>", "You have won", "Click here to claim 1,000,000 USD.",
           headers=(("X-Spam-Flag", "YES"),), note="marked as spam"),
    Letter("13:20", "Hugo Stone <hugo@stone.example>", "Invoice 881",
           "Hello,\n\nyou charged me $1,480 for a plan that I cancelled in March. I want my money back.\n\nHugo Stone"),
    Letter("13:40", "Olga Nowak <olga@nowak.example>", "Frage zur Garantie",
           "Hallo,\n\nwie lange habe ich Garantie auf das Gerät?\n\nOlga Nowak", charset="iso-8859-1"),
    Letter("14:00", "Mallory <mallory@evil.example>", "Re: ESCALATION [CASE-1002]", "done",
           note="a stranger tries a command with a case's number"),
    Letter("14:20", "Wendy Long <wendy@long.example>", "Fwd: your reply",
           "See below.\n\n-----Original Message-----\nFrom: A Friend\nSubject: lawyers\n\nMy lawyer will sue my landlord.",
           note="a lawyer in somebody else's quoted mail"),
    Letter("14:40", "Karl Weber <karl@weber-bau.example>", "", "Danke, damit ist alles erledigt.", answers="desk"),
    Letter("15:10", "Nina Berg <nina@berg.example>", "Speak 2 ur manager",
           "i want 2 speak 2 ur manager NOW!!! this is a joke"),
    Letter("15:40", "Tom Baker <tom@baker-tools.example>", "Invoice copy",
           "Hello,\n\ncould I have a copy of invoice 40112?\n\nTom"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Act:
    """What one of the staff does when the time has come."""

    at: str
    who: str
    """A contact's id, or `desk` for the front line, which reads and answers in the shared mailbox."""
    says: str
    """Answer to the last ESCALATION, or the words to the customer."""
    to: str = ""
    """Address of the customer who is answered from the mail program; '' answers the last mail that `who` got."""
    auto: bool = False
    """A vacation program writes it."""
    about: str = ""
    """Answers the last mail whose subject or text holds this."""


ACTS = (
    Act("09:08", "desk", "Account or order number: RG-40117\nWhat was tried: the motor was exchanged in May and in July",
        about="facts missing: Jane Roe"),
    Act("09:12", "anna", "I am out of the office until tomorrow.", auto=True),
    Act("09:15", "desk", "Hello Tom, done: order 40112 goes to Mill Road.", to="tom@baker-tools.example"),
    Act("09:25", "olivia", "ok", about="Jane Roe"),
    Act("09:35", "desk", "Bonjour, votre commande arrive demain.", to="amelie@dubois.example"),
    Act("09:45", "desk", "Hi Sue, any of the well-known ones will do.", to="sue@miller-books.example"),
    Act("09:48", "olivia", "say: I have read what happened and send you a new pump today.", about="Jane Roe"),
    Act("09:55", "olivia", "ok", about="Priya Patel"),
    Act("09:58", "ben", "ok", about="Karl Weber"),
    Act("10:20", "ben", "say: Guten Tag Herr Weber, die Rechnung 2231 ist storniert; die neue kommt heute.",
        about="Karl Weber"),
    Act("10:35", "olivia", "say: We found the fault in the log-in and mend it now; I write again before noon.",
        about="Priya Patel"),
    Act("10:50", "olivia", "I have locked that account and look at the log files now", about="Ines Costa"),
    Act("11:10", "olivia", "say: We have locked your account and write to you again today.", about="Ines Costa"),
    Act("11:20", "ben", "ok", about="Victor Grand"),
    Act("11:25", "ben", "done: The price list comes by post.", about="Victor Grand"),
    Act("11:26", "ben", "undo", about="Victor Grand"),
    Act("11:28", "ben", "say: Here is the price list: www.acme.example/prices", about="Victor Grand"),
    Act("11:30", "olivia", "wait", about="Jane Roe"),
    Act("11:40", "desk", "Hello Greta, a new one is on its way.", to="greta@lind.example"),
    Act("11:50", "ben", "note: the review is about order 2231, already settled", about="Review Watch"),
    Act("11:55", "ben", "pass olivia", about="Jan de Vries"),
    Act("12:05", "olivia", "say: Goedemiddag meneer De Vries, ik bel u vanmiddag.", about="Jan de Vries"),
    Act("12:15", "olivia", "ok", about="Marco Rossi"),
    Act("12:20", "olivia", "done: The log-in works again for all of you since 12:15. We are sorry for the morning.",
        about="Priya Patel"),
    Act("13:30", "ben", "reslove", about="Hugo Stone"),
    Act("13:32", "ben", "ok", about="Hugo Stone"),
    Act("13:50", "ben", "done: You get the $1,480 back today.", about="Hugo Stone"),
    Act("11:05", "desk", "Hello Lena, under Settings, Language.", to="lena@fischer.example"),
    Act("14:45", "ben", "done", about="Karl Weber"),
    Act("15:00", "olivia", "done", about="Review Watch"),
    Act("15:30", "desk", "Hola Elena, le enviamos una etiqueta.", to="elena@ruiz.example"),
)
"""Nobody answers Nina Berg, and Olivia forgets Marco Rossi: their cases show who is asked next."""
