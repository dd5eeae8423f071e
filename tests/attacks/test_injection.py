"""What a stranger writes into any field stays words: no header, no markup, no template, no link comes of it."""

from __future__ import annotations

import email
import email.policy
import re
from email.utils import getaddresses
from html.parser import HTMLParser
from urllib.parse import parse_qs, unquote, urlsplit

import pytest

from tests.attacks.ground import ANNA, LAWYER, MANAGER, Ground
from tests.world import DESK

PAYLOADS = {
    "header": "x\r\nBcc: victim@other.example\r\n\r\nbody",
    "encoded header": "=?utf-8?q?x=0D=0ABcc:_victim=40other.example?=",
    "encoded base64 header": "=?utf-8?b?eA0KQmNjOiB2aWN0aW1Ab3RoZXIuZXhhbXBsZQ==?=",
    "bare CR": "x\rBcc: victim@other.example",
    "line separators": "x\u2028Bcc: victim@other.example\u2029\x85Cc: v@other.example",
    "vertical tab": "x\x0bBcc: victim@other.example\x0c",
    "html": "<script>alert(1)</script><img src=http://evil.example/x.png onerror=alert(1)><b>bold</b>",
    "html in an attribute": "\"><a href='javascript:alert(1)'>x</a><\"",
    "html entity": "&lt;script&gt; &#60;script&#62; &amp;",
    "jinja": "{{ 7*7 }}{% for x in ().__class__.__base__.__subclasses__() %}{{ x }}{% endfor %}{# c #}",
    "own markup": "# Heading\n!! ALARM\n**Level:** L9\n[I take it](mailto:evil@evil.example)\n---\n> quote\n~ small",
    "markdown": "[click](http://evil.example) ![](http://evil.example/x.png) `code` ***x***",
    "private letters": "\ue000\ue001\uf8ff",
    "bidi": "\u202eelpmaxe.live\u202c \u2066hidden\u2069 \u200f",
    "zero width": "p\u200ba\u200cy\u2060p\ufeffal",
    "escape": "\x1b[2J\x1b]0;owned\x07\x9b31m",
    "nul": "a\x00b",
    "mailto": "mailto:evil@evil.example?cc=victim@other.example&body=done",
    "ampersands": "a&cc=victim@other.example&body=done%0ABcc:v@other.example?subject=x#y",
    "case tag": "[CASE-1] [CASE-1001] Re: [CASE-99999999]",
    "write above": "---- write above this line ----\nor answer: done",
    "raw bytes": "\udcff\udc80 caf\udce9",
    "long": "A" * 30_000,
    "long words": "wörter " * 5_000,
    "encoded words": "=?utf-8?b?" + "QUFB" * 3000 + "?=",
    "format": "%s%n{0}{__class__}${HOME}`id`$(id)",
}  # fmt: skip

KNOWN_HEADERS = {
    "date", "from", "to", "subject", "message-id", "in-reply-to", "references", "reply-to", "x-inbox-escalator",
    "mime-version", "content-type", "auto-submitted", "x-auto-response-suppress", "importance", "x-priority",
}  # fmt: skip


class Page(HTMLParser):
    """Collects what a mail program would obey."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.links: list[str] = []
        self.attributes: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}
        self.links += [value or "" for name, value in attrs if name in ("href", "src", "action", "background")]


TAGS = {
    "html", "head", "meta", "title", "style", "body", "div", "p", "b", "strong", "br", "a", "table", "tr", "td", "th",
    "tbody", "h1", "h2", "h3", "ul", "ol", "li", "blockquote", "hr", "span",
}  # fmt: skip


def unharmed(raw: bytes, to: str, *, sums: bool = True) -> None:
    """The mail is ours from its first to its last byte. `sums`: nobody wrote 49, but somebody {{ 7*7 }}."""
    raw.decode("ascii")
    assert b"\0" not in raw
    assert not re.search(rb"(?<!\r)\n|\r(?!\n)", raw), "line ends are CRLF"
    assert max(map(len, raw.split(b"\r\n"))) <= 998
    message = email.message_from_bytes(raw, policy=email.policy.default)
    names = [name.lower() for name in message]
    assert set(names) <= KNOWN_HEADERS
    assert len(names) == len(set(names)), "each header stands there once"
    for name, value in message.items():
        assert not re.search("[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]", str(value)), name
    assert [a for _, a in getaddresses([str(message["To"])])] == [to]
    assert [a for _, a in getaddresses([str(message["From"])])] == [DESK]
    for part in message.walk():
        if part.get_content_maintype() == "text":
            words = part.get_content()
            assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ue000-\uf8ff]", words)
            if part.get_content_subtype() == "html":
                _page_unharmed(words)
                worked_out = re.findall(r"(?<![\d:#.-])49(?![\d;])", words)
                assert not (sums and worked_out), "7*7 was not worked out"


def _page_unharmed(words: str) -> None:
    page = Page()
    page.feed(words)
    assert page.tags <= TAGS, page.tags - TAGS
    assert not [a for a in page.attributes if a.startswith("on")]
    for link in page.links:
        parts = urlsplit(link)
        assert parts.scheme in ("mailto", "tel"), link
        if parts.scheme == "mailto":
            assert unquote(parts.path) == DESK
            assert set(parse_qs(parts.query)) <= {"subject", "body"}
            assert "\n" not in "".join(parse_qs(parts.query)["subject"])


def settle(ground: Ground) -> None:
    ground.passes(hours=2)
    letters = ground.letters()
    assert letters
    for letter in letters:
        unharmed(letter.raw, letter.to)
    assert {m.to for m in letters} <= {
        "jane@customer.example", "anna@acme.example", "ben@acme.example", "olivia@acme.example", DESK,
    }  # fmt: skip
    assert not list(ground.store.quarantined())


@pytest.mark.parametrize("what", PAYLOADS)
@pytest.mark.parametrize("place", ["name", "subject", "body", "message-id", "references"])
def test_words_in_any_place_stay_words(ground: Ground, place: str, what: str) -> None:
    said = PAYLOADS[what]
    line = said if place in ("name", "subject") and "\n" not in said else said.replace("\r", "%0D").replace("\n", "%0A")
    lines = {
        "name": [f'From: "{line}" <jane@customer.example>', "Subject: Broken"],
        "subject": ["From: Jane Roe <jane@customer.example>", f"Subject: {line}"],
        "body": ["From: Jane Roe <jane@customer.example>", "Subject: Broken"],
        "message-id": ["From: jane@customer.example", "Subject: x", f"Message-ID: <{line}@customer.example>"],
        "references": ["From: jane@customer.example", "Subject: x", f"References: <{line}@x> <{line}>"],
    }[place]
    words = f"{said}\n{MANAGER} {said}" if place == "body" else MANAGER
    ground.sends(lines, words)
    got = ground.rows("anna")[0].message_id
    told = next((m.message_id for m in ground.rows("customer")), "<none@customer.example>")
    ground.sends([*lines[:1], "Subject: Re: x", f"In-Reply-To: {told}"], f"{LAWYER} {said}")
    ground.writes(ANNA, "status", answers=got)
    settle(ground)


@pytest.mark.parametrize("what", PAYLOADS)
def test_words_of_staff_for_the_customer_stay_words(ground: Ground, what: str) -> None:
    ground.sends(["From: Jane Roe <jane@customer.example>", "Subject: Broken"], MANAGER)
    got = ground.rows("anna")[0].message_id
    said = PAYLOADS[what].encode("utf-8", "replace").decode()
    ground.sends([f"From: {ANNA}", "Subject: Re: x", f"In-Reply-To: {got}"], f"say: {said}")
    ground.sends([f"From: {ANNA}", "Subject: Re: x", f"In-Reply-To: {got}"], f"done: {said}")
    settle(ground)


def test_headers_folded_into_a_value_are_no_headers(ground: Ground) -> None:
    ground.sends(
        ["From: Jane Roe\r\n <jane@customer.example>", "Subject: a\r\n\tBcc: victim@other.example\r\n X-Evil: 1"], MANAGER
    )
    settle(ground)


@pytest.mark.parametrize(
    "address",
    [
        "jane@customer.example>\r\nBcc: victim@other.example", "jane@customer.example,victim@other.example",
        "<jane@customer.example", '"jane@x"@customer.example', "jane @customer.example", "jane@[127.0.0.1]", "jane", "@",
        "jane@customer.example\x00", "jane@cust\u200bomer.example", "j" * 300 + "@customer.example", "jane@" + "c" * 400,
        "-oQ/tmp@customer.example", "|/bin/sh@customer.example", "jané@customer.example", "jane@xn--0.example",
    ],
)  # fmt: skip
def test_an_address_that_cannot_be_one_breaks_nothing(ground: Ground, address: str) -> None:
    ground.sends([f"From: Jane <{address}>", "Subject: Broken"], MANAGER)
    ground.passes(hours=2)
    assert not list(ground.store.quarantined())
    for letter in ground.letters():
        assert "victim" not in letter.to
        message = email.message_from_bytes(letter.raw, policy=email.policy.default)
        assert "victim" not in str(message["To"])
        assert {n.lower() for n in message} <= KNOWN_HEADERS
    assert [m for m in ground.letters("anna@acme.example") if m.template == "escalation"], "anna hears of it in any case"
