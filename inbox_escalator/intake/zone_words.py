"""The words by which mail programs mark quotes, forwards, signatures and footers, in many languages; data only.

English, German, French, Spanish, Dutch, Portuguese and Italian are meant to be whole; of their neighbours there is what
comes in often. All entries are lower case.
"""

from __future__ import annotations

WROTE = (
    "wrote", "writes", "schrieb", "schreibt", "geschrieben", "a écrit", "ecrit", "escribió", "escribio", "schreef",
    "geschreven", "escreveu", "ha scritto", "scrisse", "skrev", "skreiv", "kirjoitti", "napisał", "napisał(a)",
    "napisała", "pisze", "napsal", "napsal(a)", "napísal", "írta", "a scris", "написал", "написала", "написав", "пишет",
    "έγραψε", "yazdı", "şunu yazdı", "写道", "寫道", "のメール", "작성", "viết",
)  # fmt: skip
"""The verb of "On Monday, Ann wrote:"."""

PRONOUNS = frozenset("i i've we you they he she ich wir sie je j'ai vous nous ik wij jij yo".split())
"""Somebody's own sentence ("On Monday I wrote:"), not a mail program's line."""

LEADS = (
    "on ", "am ", "le ", "el ", "em ", "il ", "op ", "den ", "dne ", "dnia ", "w dniu ", "vào ", "в ", "在 ",
    "en date d", "mon, ", "tue, ", "wed, ", "thu, ", "fri, ", "sat, ", "sun, ",
)  # fmt: skip
"""How the line before a quote begins."""

HEADER_LABELS = {
    "from": ("from", "von", "de", "van", "da", "fra", "från", "lähettäjä", "expéditeur", "remitente", "afzender",
             "mittente", "от", "发件人", "寄件者", "差出人"),
    "sent": ("sent", "date", "gesendet", "datum", "envoyé", "envoyé le", "date d'envoi", "enviado", "enviado el",
             "enviado em", "enviada", "enviada em", "fecha", "data", "verzonden", "verzonden op", "verstuurd",
             "inviato", "inviato il", "sendt", "dato", "skickat", "lähetetty", "дата", "отправлено", "发送时间", "日期",
             "送信日時", "sent at", "date sent"),
    "to": ("to", "an", "à", "a", "para", "aan", "per", "til", "till", "vastaanottaja", "кому", "destinataire",
           "destinatario", "destinatário", "收件人", "宛先"),
    "subject": ("subject", "betreff", "objet", "asunto", "onderwerp", "assunto", "oggetto", "emne", "ämne", "aihe",
                "sujet", "тема", "主题", "件名"),
    "cc": ("cc", "kopie", "copie", "copia", "copie à", "kopi", "kopia", "bcc", "reply-to", "antwort an", "importance",
           "attachments", "anhänge", "priority", "wichtigkeit", "pièces jointes", "reply to"),
}  # fmt: skip
"""The lines over a quoted message, as Outlook and Apple Mail write them."""

ORIGINAL = (
    "original message", "original-nachricht", "originalnachricht", "ursprüngliche nachricht",
    "urspruengliche nachricht",
    "message d'origine", "message original", "message d’origine", "mensaje original", "mensagem original",
    "oorspronkelijk bericht", "origineel bericht", "messaggio originale", "messaggio originario",
    "oprindelig meddelelse", "original meddelelse", "opprinnelig melding", "ursprungligt meddelande",
    "originalmeddelande", "alkuperäinen viesti", "wiadomość oryginalna", "původní zpráva", "исходное сообщение",
    "reply message", "original appointment", "ursprünglicher termin", "oorspronkelijke afspraak",
)  # fmt: skip
"""Between dashes, above what is answered."""

FORWARDED = (
    "forwarded message", "forwarded by", "begin forwarded message", "weitergeleitete nachricht",
    "anfang der weitergeleiteten nachricht", "weitergeleitete e-mail", "weitergeleitete mail", "message transféré",
    "message transmis", "début du message transféré", "début du message réexpédié", "message réexpédié",
    "mensaje reenviado", "inicio del mensaje reenviado", "comienzo del mensaje reenviado", "doorgestuurd bericht",
    "begin doorgestuurd bericht", "begin van doorgestuurd bericht", "mensagem encaminhada", "mensagem reencaminhada",
    "início da mensagem encaminhada", "início da mensagem reencaminhada", "messaggio inoltrato",
    "inizio messaggio inoltrato", "inizio del messaggio inoltrato", "messaggio girato", "videresendt meddelelse",
    "vidarebefordrat meddelande", "välitetty viesti", "пересылаемое сообщение", "wiadomość przekazana",
)  # fmt: skip
"""Above what is sent on; with dashes around it, or as a line of its own with a colon."""

FORWARD_SUBJECTS = (
    "fwd:", "fw:", "wg:", "tr:", "rv:", "enc:", "doorst:", "i:", "inoltra:", "inol:", "vs:", "vb:", "reenv:",
    "res: enc",
)  # fmt: skip

ABOVE_THIS_LINE = (
    "above this line", "reply above", "oberhalb dieser zeile", "über dieser zeile", "au-dessus de cette ligne",
    "encima de esta línea", "por encima de esta linea", "boven deze regel", "boven deze lijn", "acima desta linha",
    "sopra questa riga", "sopra questa linea",
)  # fmt: skip
"""A help desk's own mark: what stands below is its mail."""

MARK_BEGINS = (
    "reply", "write", "please", "type", "your", "answer", "bitte", "antwort", "schreib", "ihre", "merci", "répond",
    "écri", "veuillez", "escrib", "respond", "por favor", "schrijf", "antwoord", "typ", "gelieve", "escreva", "scriv",
    "rispond", "si prega",
)  # fmt: skip
"""How such a mark begins where no dashes are around it."""

SIGN_OFFS = frozenset(
    (
        # English
        "regards", "best regards", "kind regards", "warm regards", "kindest regards", "warmest regards", "best wishes",
        "many regards", "with regards", "with kind regards", "with best regards", "best", "all the best", "cheers",
        "sincerely", "yours sincerely", "sincerely yours", "yours truly", "yours faithfully", "respectfully",
        "respectfully yours", "cordially", "yours", "kr", "br", "rgds", "best rgds", "thanks and regards",
        "thanks & regards", "thank you and best regards", "many thanks and best regards", "thanks and best regards",
        "thank you and kind regards", "warmly",
        # German
        "mit freundlichen grüßen", "mit freundlichen grüssen", "mit freundlichem gruß", "mit freundlichen gruessen",
        "freundliche grüße", "freundliche grüsse", "viele grüße", "viele grüsse", "beste grüße", "beste grüsse",
        "liebe grüße", "herzliche grüße", "schöne grüße", "mit besten grüßen", "mit herzlichen grüßen", "mfg", "lg",
        "vg", "gruß", "grüße", "gruss", "hochachtungsvoll", "besten gruß", "viele liebe grüße", "mit bestem gruß",
        # French
        "cordialement", "bien cordialement", "très cordialement", "bien à vous", "salutations", "sincères salutations",
        "meilleures salutations", "respectueusement", "amicalement", "cdlt", "cdt", "avec mes salutations distinguées",
        "salutations distinguées", "sincèrement", "bien à toi", "bonne journée", "bonne réception", "à bientôt",
        # Spanish
        "saludos", "un saludo", "saludos cordiales", "cordiales saludos", "un cordial saludo", "cordialmente",
        "atentamente", "muy atentamente", "atte", "reciba un cordial saludo", "le saluda atentamente",
        # Dutch
        "met vriendelijke groet", "met vriendelijke groeten", "vriendelijke groet", "vriendelijke groeten", "groet",
        "groeten", "groetjes", "mvg", "hoogachtend", "met hartelijke groet", "hartelijke groet", "hartelijke groeten",
        # Portuguese
        "atenciosamente", "cumprimentos", "com os melhores cumprimentos", "melhores cumprimentos",
        "os meus cumprimentos",
        "abraços", "um abraço", "abraço", "att", "cordiais saudações", "saudações", "respeitosamente", "grato", "grata",
        # Italian
        "cordiali saluti", "distinti saluti", "saluti", "un saluto", "un cordiale saluto", "tanti saluti", "in fede",
        "cari saluti", "i migliori saluti",
        # Neighbours
        "med venlig hilsen", "venlig hilsen", "hilsen", "mvh", "kh", "vh", "med vennlig hilsen", "vennlig hilsen",
        "med vänlig hälsning", "med vänliga hälsningar", "vänliga hälsningar", "hälsningar", "ystävällisin terveisin",
        "terveisin", "pozdrawiam", "z poważaniem", "z powazaniem", "s pozdravem", "с уважением",
    )
)  # fmt: skip
"""A line of its own; with the name and address lines below it, it is the signature."""

THANKS = frozenset(
    (
        "thanks", "thank you", "many thanks", "thanks in advance", "thank you in advance", "thx", "with thanks",
        "danke",
        "vielen dank", "danke im voraus", "vielen dank im voraus", "merci", "merci d'avance", "merci beaucoup",
        "gracias", "muchas gracias", "gracias de antemano", "bedankt", "alvast bedankt", "dank u wel", "obrigado",
        "obrigada", "muito obrigado", "muito obrigada", "grazie", "grazie mille", "tak", "tack",
    )
)  # fmt: skip
"""Words of the sender, below which the signature may begin."""

DEVICES = (
    "sent from my ", "sent from mail for", "sent from outlook", "sent from yahoo", "sent from proton",
    "sent from gmail",
    "sent from aol", "sent from typeapp", "sent from bluemail", "get outlook for", "get bluemail for",
    "holen sie sich outlook", "outlook für ios", "outlook für android", "télécharger outlook pour",
    "obtenez outlook pour", "obtenir outlook pour", "outlook pour ios", "outlook pour android", "obtener outlook para",
    "obtén outlook para",
    "descargar outlook para", "outlook para ios", "outlook para android", "outlook voor ios", "outlook voor android",
    "obter o outlook para", "obtenha o outlook para", "scarica outlook per", "ottieni outlook per", "outlook per ios",
    "outlook per android",
)  # fmt: skip
"""How the line begins that a phone or an app adds."""

MAYBE_DEVICES = (
    "sent from ", "sent via ", "sent using ", "sent with ", "von meinem ", "von unterwegs ", "gesendet von ",
    "gesendet mit ", "gesendet aus ", "diese nachricht wurde von meinem", "envoyé de ", "envoyé depuis ",
    "envoyé à partir d", "envoyé avec ", "envoyé via ", "enviado desde ", "enviado de ", "enviado con ", "enviado do ",
    "enviado a partir d", "enviado pelo ", "enviado via ", "verstuurd vanaf ", "verzonden vanaf ", "verzonden met ",
    "verstuurd met ", "verzonden via ", "inviato da ", "inviato dal ", "inviato con ", "sendt fra min",
    "skickat från min", "lähetetty ", "wysłane z ", "отправлено с ", "отправлено из ",
)  # fmt: skip
"""Likewise, where the line also names a device or an app."""

DEVICE_NAMES = (
    "iphone", "ipad", "ios", "android", "samsung", "galaxy", "blackberry", "huawei", "xiaomi", "redmi", "pixel",
    "nokia",
    "motorola", "oneplus", "sony", "xperia", "htc", "windows", "handy", "smartphone", "mobil", "móvil", "movil",
    "mobiel",
    "cellular", "celular", "telefon", "téléphone", "teléfono", "telefone", "phone", "tablet", "outlook", "yahoo",
    "gmail",
    "gmx", "web.de", "mail app", "mail-app", "mail für", "courrier pour", "correo para", "posta per", "e-mail voor",
    "proton", "typeapp", "spark", "dispositivo", "appareil", "gerät", "device", "toestel", "bluemail", "orange",
)  # fmt: skip

FOOTER_LINES = (
    "caution: this email originated", "caution: this e-mail originated", "caution: external", "external email:",
    "[external]", "warning: this email originated", "achtung: externe", "vorsicht: externe", "achtung: diese e-mail",
    "attention : ce message provient", "attention: ce message provient", "attention : message externe",
    "please consider the environment", "think before you print", "p please consider the environment",
    "you received this message because you are subscribed", "to unsubscribe from this", "unsubscribe from this list",
    "you are receiving this because", "you are receiving this email because", "view this email in your browser",
    "registered in england", "registered office:", "this email has been scanned", "this e-mail has been scanned",
    "virus-free.", "this email has been checked for viruses", "bitte denken sie an die umwelt",
    "bitte prüfen sie, ob diese", "geschäftsführer:", "sitz der gesellschaft:", "registergericht:",
    "pensez à l'environnement", "avant d'imprimer", "antes de imprimir est", "denk aan het milieu",
    "antes de imprimir, pense", "prima di stampare",
)  # fmt: skip
"""How a line begins that is a footer whatever follows."""

FOOTERS = (
    "confidential", "disclaimer", "legal notice", "legal disclaimer", "privileged", "notice:", "important notice",
    "this email", "this e-mail", "this message", "this communication", "this transmission", "the information contained",
    "the information in this", "the information transmitted", "the contents of this", "the content of this",
    "if you are not the", "if you have received", "if you received this", "any unauthori", "any review", "any views",
    "diese e-mail", "diese email", "diese mail", "diese nachricht", "der inhalt dieser", "vertraulich",
    "rechtlicher hinweis", "haftungsausschluss", "wenn sie nicht der", "falls sie nicht der", "sollten sie nicht der",
    "das unerlaubte", "hinweis:",
    "ce message", "ce courriel", "ce courrier", "cet e-mail", "cet email", "ce mail", "avis de confidentialité",
    "si vous n'êtes pas", "si vous avez reçu", "les informations contenues", "toute utilisation",
    "este mensaje", "este correo", "este e-mail", "este email", "aviso de confidencialidad", "aviso legal",
    "la información contenida", "si usted no es", "si ha recibido", "si no es usted",
    "dit bericht", "dit e-mail", "deze e-mail", "deze email", "deze mail", "de informatie", "de inhoud van d",
    "indien u niet", "als u niet de",
    "esta mensagem", "aviso de confidencialidade", "a informação contida", "as informações contidas", "se você não",
    "caso não seja", "se não for",
    "questo messaggio", "questa e-mail", "questa email", "questa mail", "le informazioni contenute", "il contenuto di",
    "il contenuto della", "avviso di riservatezza", "informativa privacy", "ai sensi d", "qualora non", "se non siete",
    "se avete ricevuto", "chiunque riceva",
)  # fmt: skip
"""How a paragraph begins that a company's mail server adds; it counts as one with two of FOOTER_WORDS in it."""

FOOTER_WORDS = (
    "confidential", "intended", "recipient", "addressee", "disclos", "unauthori", "privileged", "disseminat", "virus",
    "strictly prohibited", "in error", "delete it", "solely for",
    "vertraulich", "adressat", "empfänger", "unbefugt", "irrtümlich", "nicht gestattet", "vernichten", "löschen sie",
    "confidentiel", "destinataire", "par erreur", "détruire", "strictement interdit", "usage exclusif", "divulgation",
    "confidencial", "destinatari", "destinatár", "por error", "por erro", "prohibid", "proibid", "divulgación",
    "divulgação", "privilegiad", "uso exclusivo", "eliminar", "elimine", "elimínelo",
    "vertrouwelijk", "geadresseerde", "ontvanger", "ten onrechte", "per abuis", "vernietigen", "uitsluitend bestemd",
    "riservat", "per errore", "distrugger", "vietat", "cancellar", "divulgazione",
)  # fmt: skip

LIST_FOOTER = ("mailing list", "mailinglist", "listinfo", "unsubscribe", "groups.google.com", "you received this")
"""Words below a line of underscores, where a mailing list put its footer."""
