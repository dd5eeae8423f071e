"""Whose words are whose: tables of small mails, one rule a row."""

from __future__ import annotations

import pytest

from inbox_escalator.intake import zones
from inbox_escalator.intake.mail import Zone
from inbox_escalator.intake.zones import cut


def words(text: str, zone: Zone, subject: str = "") -> str:
    return "\n".join(p.text for p in cut(text, subject) if p.zone is zone)


ATTRIBUTIONS = [
    "On Mon, Jun 3, 2024 at 10:15 AM Ann Lee <ann@example.com> wrote:",
    "On Mon, Jun 3, 2024 at 10:15 AM Ann Lee\n<ann@example.com> wrote:",
    "On Jun 3, 2024, at 10:15, Ann Lee <ann@example.com>\nwrote:",
    "On Monday, June 3, 2024 at 10:15:00 AM PDT, Ann Lee <ann@example.com> wrote: ",
    "On 3 Jun 2024, at 10:15, Ann Lee wrote:",
    "Am 03.06.2024 um 10:15 schrieb Ann Lee <ann@example.com>:",
    "Am Mo., 3. Juni 2024 um 10:15 Uhr schrieb Ann Lee <ann@example.com>:",
    "Am 03.06.24 um 10:15 schrieb Ann Lee:",
    "Le lun. 3 juin 2024 à 10:15, Ann Lee <ann@example.com> a écrit :",
    "Le 03/06/2024 à 10:15, Ann Lee a écrit\xa0:",
    "El lun, 3 jun 2024 a las 10:15, Ann Lee (<ann@example.com>) escribió:",
    "Op ma 3 jun 2024 om 10:15 schreef Ann Lee <ann@example.com>:",
    "Op 3 jun. 2024, om 10:15 heeft Ann Lee <ann@example.com> het volgende geschreven:",
    "Em seg., 3 de jun. de 2024 às 10:15, Ann Lee <ann@example.com> escreveu:",
    "Il giorno lun 3 giu 2024 alle ore 10:15 Ann Lee <ann@example.com> ha scritto:",
    "Den man. 3. juni 2024 kl. 10.15 skrev Ann Lee <ann@example.com>:",
    "2024-06-03 10:15 GMT+02:00 Ann Lee <ann@example.com>:",
    "---- On Mon, 03 Jun 2024 10:15:00 +0200 ann@example.com wrote ----",
]


@pytest.mark.parametrize("line", ATTRIBUTIONS)
@pytest.mark.parametrize("quote", ["> old words\n> more", "old words\n\nmore"])
def test_what_stands_below_an_attribution_is_quoted(line: str, quote: str) -> None:
    text = f"My answer.\n\n{line}\n\n{quote}"
    assert words(text, Zone.NEW) == "My answer."
    assert "old words" in words(text, Zone.QUOTED)


@pytest.mark.parametrize("line", ATTRIBUTIONS)
def test_an_answer_below_marked_lines_is_new(line: str) -> None:
    assert words(f"{line}\n> old words\n\nMy answer.\n\n> more\nAnd more.", Zone.NEW) == "My answer.\nAnd more."


HEADS = [
    "From: Ann Lee <ann@example.com>\nSent: Monday, June 3, 2024 10:15 AM\nTo: Bob\nSubject: Hello",
    "*From:* Ann Lee [mailto:ann@example.com]\n*Sent:* Monday\n*To:* bob@example.com\n*Subject:* Hello",
    "________________________________\nFrom: Ann\nSent: Monday\nTo: Bob\nSubject: Hello",
    "From: Ann Lee <ann@example.com>\nDate: Monday, June 3, 2024 at 10:15\nTo: Bob <bob@example.com>\nSubject: Hello",
    "Von: Ann Lee <ann@example.com>\nGesendet: Montag, 3. Juni 2024 10:15\nAn: Bob\nBetreff: Hallo",
    "Gesendet: Montag, 03. Juni 2024 um 10:15 Uhr\nVon: \"Ann\" <ann@example.com>\nAn: bob@example.com\nBetreff: Hallo",
    "De : Ann Lee <ann@example.com>\nEnvoyé : lundi 3 juin 2024 10:15\nÀ : Bob\nObjet : Bonjour",
    "De: Ann Lee <ann@example.com>\nEnviado el: lunes, 3 de junio de 2024\nPara: Bob\nAsunto: Hola",
    "Van: Ann Lee <ann@example.com>\nVerzonden: maandag 3 juni 2024\nAan: Bob\nOnderwerp: Hallo",
    "De: Ann Lee <ann@example.com>\nEnviada em: segunda-feira\nPara: Bob\nAssunto: Olá",
    "Da: Ann Lee <ann@example.com>\nInviato: lunedì 3 giugno 2024\nA: Bob\nOggetto: Ciao",
    "-----Original Message-----\nFrom: Ann",
    "-----Ursprüngliche Nachricht-----\nVon: Ann",
    "-----Message d'origine-----\nDe : Ann",
    "-----Mensaje original-----\nDe: Ann",
    "-----Oorspronkelijk bericht-----\nVan: Ann",
    "-----Mensagem original-----\nDe: Ann",
    "-----Messaggio originale-----\nDa: Ann",
    "------- Original Message -------\nOn Monday, Ann wrote:",
]


@pytest.mark.parametrize("head", HEADS)
def test_a_message_header_below_words_begins_the_history(head: str) -> None:
    text = f"My answer.\n\n{head}\n\nI will sue you."
    assert words(text, Zone.NEW) == "My answer."
    assert "I will sue you." in words(text, Zone.QUOTED)


@pytest.mark.parametrize("head", HEADS)
def test_a_message_header_with_nothing_above_is_a_forward(head: str) -> None:
    text = f"{head}\n\nI will sue you."
    assert "I will sue you." in words(text, Zone.FORWARDED)
    assert not words(text, Zone.NEW)


@pytest.mark.parametrize("subject", ["Fwd: a", "FW: a", "WG: a", "TR: a", "RV: a", "Doorst: a", "ENC: a", "I: a"])
def test_a_forwarding_subject_makes_a_header_below_an_introduction_a_forward(subject: str) -> None:
    text = f"See below.\n\n{HEADS[0]}\n\nI will sue you."
    assert words(text, Zone.NEW, subject) == "See below."
    assert "I will sue you." in words(text, Zone.FORWARDED, subject)


@pytest.mark.parametrize(
    "mark",
    [
        "---------- Forwarded message ---------",
        "Begin forwarded message:",
        "-------- Weitergeleitete Nachricht --------",
        "Anfang der weitergeleiteten Nachricht:",
        "---------- Message transféré ----------",
        "Début du message transféré :",
        "---------- Mensaje reenviado ----------",
        "Inicio del mensaje reenviado:",
        "---------- Doorgestuurd bericht ----------",
        "Begin doorgestuurd bericht:",
        "---------- Mensagem encaminhada ----------",
        "Início da mensagem encaminhada:",
        "---------- Messaggio inoltrato ----------",
        "Inizio messaggio inoltrato:",
        "----- Forwarded by Ann Lee/ACME on 03.06.2024 10:15 -----",
    ],
)
def test_what_is_sent_on_is_forwarded(mark: str) -> None:
    text = f"Please look.\n\n{mark}\n\n> From: Carl\n\n> I will sue you."
    assert words(text, Zone.NEW) == "Please look."
    assert "I will sue you." in words(text, Zone.FORWARDED)


@pytest.mark.parametrize(
    "line",
    [
        "Sent from my iPhone",
        "Sent from my Verizon Wireless BlackBerry",
        "Get Outlook for iOS<https://aka.ms/o0ukef>",
        "Sent from Yahoo Mail for iPhone",
        "Sent from Outlook for Android",
        "Von meinem iPhone gesendet",
        "Gesendet mit der GMX Mail App",
        "Diese Nachricht wurde von meinem Android Mobiltelefon mit WEB.DE Mail gesendet.",
        "Envoyé de mon iPhone",
        "Enviado desde mi iPhone",
        "Verstuurd vanaf mijn iPhone",
        "Enviado do meu iPhone",
        "Inviato da iPhone",
    ],
)
def test_a_device_line_is_a_footer(line: str) -> None:
    assert words(f"Ok.\n\n{line}", Zone.NEW) == "Ok."
    assert words(f"Ok.\n\n{line}", Zone.FOOTER) == line


@pytest.mark.parametrize(
    "closing",
    [
        "Best regards,\nAnn Lee\nLegal Counsel, Acme Inc.\n+1 555 0123",
        "Kind regards, Ann Lee\nLegal Counsel",
        "Mit freundlichen Grüßen\n\nAnn Lee\nRechtsanwältin",
        "Cordialement,\nAnn Lee\nAvocate",
        "Un saludo,\nAnn Lee\nAbogada",
        "Met vriendelijke groet,\nAnn Lee\nAdvocaat",
        "Atenciosamente,\nAnn Lee\nAdvogada",
        "Cordiali saluti\nAnn Lee\nAvvocato",
        "-- \nAnn Lee\nLegal Counsel",
        "--\nAnn Lee\nLegal Counsel",
        "—————\nAnn Lee\nLegal Counsel",
        "Ann Lee | Legal Counsel | Acme Inc.",
        "Ann Lee\nLegal Counsel\nTel. +1 555 0134",
    ],
)
def test_the_signature_is_cut(closing: str) -> None:
    text = f"Please help me.\n\n{closing}"
    assert words(text, Zone.NEW) == "Please help me."
    assert "Ann Lee" in words(text, Zone.SIGNATURE)


def test_below_thanks_a_name_is_the_signature_but_the_thanks_are_new() -> None:
    text = "Please help me.\n\nThanks,\nAnn Lee\nLegal Counsel"
    assert words(text, Zone.NEW) == "Please help me.\n\nThanks,"
    assert words(text, Zone.SIGNATURE) == "Ann Lee\nLegal Counsel"


LEGAL = [
    "This email and any attachments are confidential and intended solely for the addressee.",
    "CONFIDENTIALITY NOTICE: the contents are privileged and for the intended recipient only.",
    "Diese E-Mail enthält vertrauliche Informationen. Wenn Sie nicht der richtige Adressat sind, löschen Sie sie.",
    "Ce message et ses pièces jointes sont confidentiels; il est destiné au seul destinataire: confidentiel.",
    "Este mensaje es confidencial y va dirigido a su destinatario.",
    "Dit bericht is vertrouwelijk en uitsluitend bestemd voor de geadresseerde.",
    "Esta mensagem é confidencial e destina-se ao destinatário.",
    "Questo messaggio è riservato; se non siete i destinatari, vogliate cancellarlo.",
]


@pytest.mark.parametrize("paragraph", LEGAL)
def test_a_legal_footer_is_cut(paragraph: str) -> None:
    text = f"Please help me.\n\n{paragraph}"
    assert words(text, Zone.NEW) == "Please help me."
    assert words(text, Zone.FOOTER) == paragraph


def test_a_list_footer_is_cut() -> None:
    text = "Please help me.\n\n_______________________________________________\nusers mailing list\nusers@example.com"
    assert words(text, Zone.NEW) == "Please help me."


def test_a_banner_on_top_is_a_footer_and_hides_nothing_below() -> None:
    text = "CAUTION: This email originated from outside.\n\nPlease help me.\n\nRegards\nAnn"
    assert (words(text, Zone.NEW), words(text, Zone.SIGNATURE)) == ("Please help me.", "Regards\nAnn")


@pytest.mark.parametrize(
    "mark", ["##- Please type your reply above this line -##", "Bitte antworten Sie oberhalb dieser Zeile."]
)
def test_below_a_help_desks_mark_is_its_own_mail(mark: str) -> None:
    assert words(f"It is fixed.\n\n{mark}\n\nYour request was updated.", Zone.NEW) == "It is fixed."


NOTHING_LOST = [
    "On Monday I wrote:\nplease cancel my order",
    "On 03.06.2024 at 10:15 I wrote to Ann <ann@example.com>:\nplease cancel my order",
    "At 10:15 on 3.6.2024 the clerk wrote:\nyou get nothing",
    "On the other hand, we need this:\n- a refund\n- by 3.6.2024",
    "From: Berlin\nTo: Munich\nDate: 3 June\nThis ticket is wrong.",
    "These are times:\n\n2024-06-03 10:15\n03.06.2024 10:15\nJun 3, 2024 at 10:15",
    "Von meinem Konto wurden 500 Euro abgebucht.",
    "Sent from my desk, which is much easier.",
    "The alarm was sent from my iPhone app to all.",
    "Aviso legal: los voy a demandar.",
    "Ai sensi del codice del consumo chiedo il rimborso.",
    "This message is for your manager: I will sue.",
    "This email is confidential. I want to report one of your staff.",
    "With regards to my order, I want a refund.",
    "Key points\n----\n\n1. It is slow now.\n2. It costs us money.\n\n----\n\nPlease repair it.",
    "> I have only marked lines\n> and no more",
    "Best regards,\nAnn Lee",
    "Thanks,\nAnn",
    "I want a refund.\n\nOrder Number\n12345\nBlue Shirt",
    "I want a refund.\n\nAnn Lee\nI will sue.\nTel. +1 555 0134",
    "Ann Lee\nTel. +1 555 0134",
    "##- Please type your reply above this line -##\n\nCan you help me?",
    "Please read what stands above this line, it is from 2024.\nThen call me.",
]


@pytest.mark.parametrize("text", NOTHING_LOST)
def test_in_doubt_words_are_new(text: str) -> None:
    assert words(text, Zone.NEW) == text


@pytest.mark.parametrize("said", ["I will sue you", "PS: the app is still broken", "Please call my lawyer.", "We wait."])
def test_who_speaks_again_below_the_closing_line_is_heard(said: str) -> None:
    assert words(f"Hello.\n\nBest regards,\nAnn Lee\n\n{said}", Zone.NEW) == f"Hello.\n{said}"


def test_every_line_is_in_exactly_one_passage_and_in_order() -> None:
    text = "\n".join(["Hi", *ATTRIBUTIONS[0].split("\n"), "> a", "", "New", "-- ", "Ann", "Sent from my iPhone"])
    cut_lines = [line for p in cut(text) for line in p.text.split("\n") if line.strip()]
    assert cut_lines == [line.rstrip() for line in text.split("\n") if line.strip()]


def test_far_too_many_lines_are_history() -> None:
    passages = cut("word\n" * (zones.LINES + 100))
    assert [p.zone for p in passages] == [Zone.NEW, Zone.QUOTED]
    assert passages[0].text.count("\n") == zones.LINES - 1
