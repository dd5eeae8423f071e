"""Answers as mail programs really write them: each layout with the words on top, and the answered mail quoted below.

Built from what these programs send today: Gmail (web, Android, iOS), Apple Mail (Mac, iPhone), Outlook (desktop, web,
phone, Mac), Thunderbird (plain and HTML, answered above and below), Samsung Email; in English, German and French.
"""

from __future__ import annotations

import base64
import quopri
import textwrap
from collections.abc import Callable
from dataclasses import dataclass
from html import escape

US = "Acme Support"
AT = "support@acme.example"
ANNA = "Anna Berg"
ANNA_AT = "anna@acme.example"


@dataclass(frozen=True, slots=True)
class Quoted:
    """The mail that is answered."""

    subject: str
    text: str
    html: str
    """What stands in its body element."""


@dataclass(frozen=True, slots=True)
class Body:
    """The two parts of an answer; '' for one that is not sent."""

    text: str
    html: str = ""
    flowed: bool = False


Layout = Callable[[str, Quoted], Body]
"""(the new words, the answered mail) → the body as that program writes it."""


# ---------------------------------------------------------------------- the words that programs add

GMAIL_WEB = {
    "en": f"On Mon, Nov 23, 2026 at 9:01 AM {US} <{AT}> wrote:",
    "de": f"Am Mo., 23. Nov. 2026 um 09:01 Uhr schrieb {US} <{AT}>:",
    "fr": f"Le lun. 23 nov. 2026 à 09:01, {US} <{AT}> a écrit :",
}
GMAIL_ANDROID = {
    "en": f"On Mon, 23 Nov 2026, 09:01 {US}, <{AT}> wrote:",
    "de": f"{US} <{AT}> schrieb am Mo., 23. Nov. 2026, 09:01:",
    "fr": f"Le lun. 23 nov. 2026, 09:01, {US} <{AT}> a écrit :",
}
APPLE = {
    "en": f"On 23 Nov 2026, at 09:01, {US} <{AT}> wrote:",
    "de": f"Am 23.11.2026 um 09:01 schrieb {US} <{AT}>:",
    "fr": f"Le 23 nov. 2026 à 09:01, {US} <{AT}> a écrit :",
}
THUNDERBIRD = {
    "en": f"On 11/23/26 09:01, {US} wrote:",
    "de": f"Am 23.11.26 um 09:01 schrieb {US}:",
    "fr": f"Le 23/11/2026 à 09:01, {US} a écrit :",
}
IPHONE = {"en": "Sent from my iPhone", "de": "Von meinem iPhone gesendet", "fr": "Envoyé de mon iPhone"}
GALAXY = {"en": "Sent from my Galaxy", "de": "Von meinem Galaxy gesendet", "fr": "Envoyé depuis mon appareil Galaxy"}
OUTLOOK_PHONE = {
    "en": "Get Outlook for iOS",
    "de": "Outlook für iOS beziehen",
    "fr": "Obtenir Outlook pour iOS",
}
HEADS = {
    "en": ("From:", "Sent:", "To:", "Subject:", "Monday, November 23, 2026 9:01 AM"),
    "de": ("Von:", "Gesendet:", "An:", "Betreff:", "Montag, 23. November 2026 09:01"),
    "fr": ("De :", "Envoyé :", "À :", "Objet :", "lundi 23 novembre 2026 09:01"),
}
MAC_HEADS = {
    "en": ("From:", "Date:", "To:", "Subject:", "Monday, 23 November 2026 at 09:01"),
    "de": ("Von:", "Datum:", "An:", "Betreff:", "Montag, 23. November 2026 um 09:01"),
    "fr": ("De :", "Date :", "À :", "Objet :", "lundi, 23 novembre 2026 à 09:01"),
}
SAMSUNG_HEADS = {
    "en": ("From:", "Date:", "To:", "Subject:", "23/11/2026  09:01  (GMT+01:00)"),
    "de": ("Von:", "Datum:", "An:", "Betreff:", "23.11.26  09:01  (GMT+01:00)"),
    "fr": ("De :", "Date :", "À :", "Objet :", "23/11/2026  09:01  (GMT+01:00)"),
}
SAMSUNG_RULE = {
    "en": "-------- Original message --------",
    "de": "-------- Ursprüngliche Nachricht --------",
    "fr": "-------- Message d'origine --------",
}


# ---------------------------------------------------------------------- shared pieces


def signed(text: str) -> str:
    return f"> {text}" if text else ">"


def angles(text: str) -> str:
    return "\n".join(signed(line) for line in text.splitlines())


def wrapped(line: str) -> str:
    """Gmail folds what is longer than 78 characters, even before `wrote:` and inside of `<address>`."""
    return "\n".join(textwrap.wrap(line.replace("<", "<\x00 "), 78)).replace("\x00 ", "").replace("\x00", "")


def linked(line: str) -> str:
    return escape(line).replace(escape(AT), f'<a href="mailto:{AT}">{AT}</a>')


def heads(labels: tuple[str, str, str, str, str], quoted: Quoted) -> list[tuple[str, str]]:
    sender, sent, to, subject, when = labels
    return [(sender, f"{US} <{AT}>"), (sent, when), (to, f"{ANNA} <{ANNA_AT}>"), (subject, quoted.subject)]


def head_text(labels: tuple[str, str, str, str, str], quoted: Quoted) -> str:
    return "\n".join(f"{name} {said}" for name, said in heads(labels, quoted))


def head_html(labels: tuple[str, str, str, str, str], quoted: Quoted, between: str = "<br>\r\n") -> str:
    return between.join(f"<b>{escape(name)}</b> {escape(said)}" for name, said in heads(labels, quoted))


def paragraphs(words: str, before: str, after: str) -> str:
    return "".join(f"{before}{escape(line) or '<br>'}{after}" for line in words.split("\n"))


# ---------------------------------------------------------------------- the programs


def gmail(line: str, *, phone: bool = False, signature: bool = False) -> Layout:
    def build(words: str, quoted: Quoted) -> Body:
        mine = paragraphs(words, '<div dir="auto">' if phone else "<div>", "</div>")
        sig_text = "\n\n-- \nAnna Berg\nAcme, second line" if signature else ""
        sig_html = (
            '<div><br clear="all"></div><div><br></div><span class="gmail_signature_prefix">-- </span><br>'
            '<div dir="ltr" class="gmail_signature" data-smartmail="gmail_signature"><div dir="ltr">Anna Berg'
            "<div>Acme, second line</div></div></div>"
        )
        html = (
            f'<div dir="ltr">{mine}</div>{sig_html if signature else ""}<br>'
            f'<div class="gmail_quote gmail_quote_container"><div dir="ltr" class="gmail_attr">{linked(line)}<br></div>'
            '<blockquote class="gmail_quote" style="margin:0px 0px 0px 0.8ex;border-left:1px solid rgb(204,204,204);'
            f'padding-left:1ex">{quoted.html}</blockquote></div>'
        )
        return Body(f"{words}{sig_text}\n\n{wrapped(line)}\n\n{angles(quoted.text)}\n", html)

    return build


def apple_mac(line: str) -> Layout:
    def build(words: str, quoted: Quoted) -> Body:
        html = (
            '<html><head><meta http-equiv="content-type" content="text/html; charset=utf-8"></head><body style="overflow-'
            'wrap: break-word; -webkit-nbsp-mode: space; line-break: after-white-space;">'
            f'{escape(words)}<br id="lineBreakAtBeginningOfMessage"><div><br><blockquote type="cite"><div>{linked(line)}'
            f'</div><br class="Apple-interchange-newline"><div>{quoted.html}</div></blockquote></div><br></body></html>'
        )
        return Body(f"{words}\n\n> {line}\n> \n{angles(quoted.text)}\n", html)

    return build


def apple_phone(line: str, device: str) -> Layout:
    def build(words: str, quoted: Quoted) -> Body:
        html = (
            '<html><head><meta http-equiv="content-type" content="text/html; charset=utf-8"></head><body dir="auto">'
            f'{escape(words)}<br id="lineBreakAtBeginningOfSignature"><div dir="ltr">{device}</div><div dir="ltr"><br>'
            f'<blockquote type="cite">{linked(line)}<br><br></blockquote></div><blockquote type="cite"><div dir="ltr">'
            f"\ufeff{quoted.html}</div></blockquote></body></html>"
        )
        return Body(f"{words}\n\n{device}\n\n> {line}\n> \n> \ufeff{angles(quoted.text)[2:]}\n", html)

    return build


def outlook_desktop(labels: tuple[str, str, str, str, str]) -> Layout:
    """Word writes the HTML; the text part knows of no mark for what is quoted."""

    def build(words: str, quoted: Quoted) -> Body:
        mine = paragraphs(words, '<p class="MsoNormal"><span lang="EN-US">', "<o:p></o:p></span></p>")
        html = (
            '<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><style><!-- p.MsoNormal {margin:0cm;} -->'
            f'</style></head><body lang="EN-US" link="#0563C1"><div class="WordSection1">{mine}'
            '<p class="MsoNormal"><o:p>&nbsp;</o:p></p><div><div style="border:none;border-top:solid #E1E1E1 1.0pt;'
            f'padding:3.0pt 0cm 0cm 0cm"><p class="MsoNormal">{head_html(labels, quoted)}<o:p></o:p></p></div></div>'
            f'<p class="MsoNormal"><o:p>&nbsp;</o:p></p>{quoted.html}</div></body></html>'
        )
        return Body(f"{words}\n\n{head_text(labels, quoted)}\n\n{quoted.text}\n", html)

    return build


def outlook_web(labels: tuple[str, str, str, str, str], device: str = "") -> Layout:
    """The web and, with its line, the phone."""

    def build(words: str, quoted: Quoted) -> Body:
        mine = paragraphs(words, '<div class="elementToProof" style="font-family: Aptos, sans-serif;">', "</div>")
        line = f"\n{device}<https://aka.ms/o0ukef>" if device else ""
        shown = f'<div id="ms-outlook-mobile-signature"><div></div><div>{device and _link(device)}</div></div>'
        html = (
            f'<html><head></head><body dir="ltr">{mine}{shown if device else ""}<div id="appendonsend"></div>'
            '<hr style="display:inline-block;width:98%" tabindex="-1"><div id="divRplyFwdMsg" dir="ltr">'
            f'<font face="Calibri, sans-serif" style="font-size:11pt" color="#000000">{head_html(labels, quoted)}</font>'
            f"<div>&nbsp;</div></div>{quoted.html}</body></html>"
        )
        return Body(f"{words}\n{line}\n{'_' * 32}\n{head_text(labels, quoted)}\n\n{quoted.text}\n", html)

    return build


def _link(device: str) -> str:
    return f'<a href="https://aka.ms/o0ukef">{device}</a>'


def outlook_mac(labels: tuple[str, str, str, str, str]) -> Layout:
    def build(words: str, quoted: Quoted) -> Body:
        mine = paragraphs(words, '<p class="MsoNormal">', "</p>")
        rows = "<br>".join(
            f'<b><span style="color:black">{escape(name)} </span></b><span>{escape(said)}</span>'
            for name, said in heads(labels, quoted)
        )
        html = (
            f'<html><body><div class="WordSection1">{mine}<p class="MsoNormal">&nbsp;</p><div id="mail-editor-reference-'
            'message-container"><div><div style="border:none;border-top:solid #B5C4DF 1.0pt;padding:3.0pt 0cm 0cm 0cm">'
            f'<p class="MsoNormal" style="margin-bottom:12.0pt">{rows}</p></div>{quoted.html}</div></div></div></body></html>'
        )
        return Body(f"{words}\n\n{head_text(labels, quoted)}\n{quoted.text}\n", html)

    return build


def thunderbird(line: str, *, below: bool = False) -> Layout:
    """Plain text, format=flowed (RFC 3676)."""

    def build(words: str, quoted: Quoted) -> Body:
        signature = "-- \nAnna Berg\nAcme, second line"
        history = f"{line}\n{angles(quoted.text)}"
        text = f"{history}\n\n{words}\n\n{signature}\n" if below else f"{words}\n\n{signature}\n\n{history}\n"
        return Body(text, flowed=True)

    return build


def thunderbird_html(line: str) -> Layout:
    def build(words: str, quoted: Quoted) -> Body:
        html = (
            '<!DOCTYPE html><html><head><meta http-equiv="Content-Type" content="text/html; charset=UTF-8"></head><body>'
            f'{paragraphs(words, "<p>", "</p>")}<div class="moz-cite-prefix">{escape(line)}<br></div>'
            f'<blockquote type="cite" cite="mid:1@acme.example">{quoted.html}</blockquote>'
            '<pre class="moz-signature" cols="72">-- \nAnna Berg</pre></body></html>'
        )
        return Body("", html)

    return build


def samsung(rule: str, labels: tuple[str, str, str, str, str], device: str) -> Layout:
    def build(words: str, quoted: Quoted) -> Body:
        mine = paragraphs(words, '<div dir="auto">', "</div>")
        rows = "".join(f"<div>{escape(name)} {escape(said)} </div>" for name, said in heads(labels, quoted))
        html = (
            '<html><head><meta http-equiv="Content-Type" content="text/html; charset=UTF-8"></head><body dir="auto">'
            f'{mine}<div dir="auto"><br></div><div dir="auto"><br></div>'
            f'<div id="composer_signature" dir="auto"><div style="font-size:12px;color:#575757" dir="auto">{device}</div>'
            '</div><div dir="auto"><br></div><div><br></div><div align="left" dir="auto" style="font-size:100%;color:'
            f'#000000"><div>{escape(rule)}</div>{rows}<div><br></div></div>{quoted.html}</body></html>'
        )
        text = f"{words}\n\n{device}\n\n{rule}\n{head_text(labels, quoted)}\n\n{quoted.text}\n"
        return Body(text, html)

    return build


def _layouts() -> dict[str, Layout]:
    found: dict[str, Layout] = {}
    for lang in ("en", "de", "fr"):
        found |= {
            f"Gmail web, {lang}": gmail(GMAIL_WEB[lang]),
            f"Gmail web with a signature, {lang}": gmail(GMAIL_WEB[lang], signature=True),
            f"Gmail Android, {lang}": gmail(GMAIL_ANDROID[lang], phone=True),
            f"Gmail iOS, {lang}": gmail(GMAIL_WEB[lang].replace(" AM", ""), phone=True),
            f"Apple Mail Mac, {lang}": apple_mac(APPLE[lang]),
            f"Apple Mail iPhone, {lang}": apple_phone(APPLE[lang], IPHONE[lang]),
            f"Outlook desktop, {lang}": outlook_desktop(HEADS[lang]),
            f"Outlook web, {lang}": outlook_web(HEADS[lang]),
            f"Outlook phone, {lang}": outlook_web(HEADS[lang], OUTLOOK_PHONE[lang]),
            f"Outlook Mac, {lang}": outlook_mac(MAC_HEADS[lang]),
            f"Thunderbird above, {lang}": thunderbird(THUNDERBIRD[lang]),
            f"Thunderbird below, {lang}": thunderbird(THUNDERBIRD[lang], below=True),
            f"Thunderbird HTML, {lang}": thunderbird_html(THUNDERBIRD[lang]),
            f"Samsung Email, {lang}": samsung(SAMSUNG_RULE[lang], SAMSUNG_HEADS[lang], GALAXY[lang]),
        }
    return found


LAYOUTS = _layouts()


# ---------------------------------------------------------------------- bytes


def answer(body: Body, headers: list[str]) -> bytes:
    """The mail as it comes: both parts, the HTML alone, or plain text."""
    if body.text and body.html:
        parts = (_part("plain", body.text), _part("html", body.html))
        inside = "".join(f"--frontier\r\n{part}\r\n" for part in parts) + "--frontier--\r\n"
        top = 'Content-Type: multipart/alternative; boundary="frontier"\r\n\r\n'
    else:
        top, inside = "", _part("plain", body.text, flowed=body.flowed) if body.text else _part("html", body.html)
    lines = "".join(f"{line}\r\n" for line in (*headers, "MIME-Version: 1.0"))
    return (lines + top + inside).encode()


def _part(kind: str, said: str, *, flowed: bool = False) -> str:
    """Text as quoted-printable, HTML as base64: both are met every day."""
    extra = "; format=flowed" if flowed else ""
    raw = said.replace("\r\n", "\n").replace("\n", "\r\n").encode()
    coded, name = (base64.encodebytes(raw), "base64") if kind == "html" else (_printable(raw), "quoted-printable")
    return (
        f'Content-Type: text/{kind}; charset="UTF-8"{extra}\r\nContent-Transfer-Encoding: {name}\r\n\r\n'
        + coded.decode().replace("\r\n", "\n").replace("\n", "\r\n")
    )


def _printable(raw: bytes) -> bytes:
    return b"\r\n".join(quopri.encodestring(line, quotetabs=False) for line in raw.split(b"\r\n"))
