"""What a customer writes stays words: it never becomes a header, a template, markup, a link or a trick of letters."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest

from inbox_escalator.writing.clean import clean, one_line, personal_name
from inbox_escalator.writing.templates import CUSTOMER_MAILS, STAFF_MAILS
from tests.writing.conftest import Desk, customer_says, html, plain, read

ALL = (*CUSTOMER_MAILS, *STAFF_MAILS)

HOSTILE = {
    "header": "hello\r\nBcc: thief@evil.example\r\n\r\nbody",
    "bare newline": "hello\nX-Evil: 1",
    "bare return": "hello\rX-Evil: 1",
    "line separator": "hello\u2028X-Evil: 1\x85X-Evil: 2",
    "encoded word": "=?utf-8?Q?Bcc:_thief=40evil.example?= =?utf-8?B?R1JFRU4=?=",
    "nul": "he\0llo",
    "template": "{{ desk_name }}{% for a in timeline %}x{% endfor %}{{ 7 * 7 }}{# x #}",
    "html": '<script>alert(1)</script><img src=x onerror=alert(1)>"\'><a href="https://evil.example">click</a>',
    "closing": "</div></body></html><form action=//evil.example>",
    "markdown": "**bold** [I take it](mailto:evil@evil.example) [x](https://evil.example)\n# Heading\n> quote\n- item\n---",
    "autolink": "see https://evil.example/?a=1&b=2 and javascript:alert(1)",
    "bidi": "safe\u202egpj.exe\u202c \u2066x\u2069 \u200f",
    "invisible": "pass\u200bword\u2060 \ufeff\u00ad \U000e0041",
    "placeholders": "\ue000\ue001\uf8ff\U000f0000",
    "surrogate": "broken \ud83d heart",
    "marker": "---- write above this line ----\nok",
    "command": "Subject: ESCALATION\n\nok",
    "boundary": "--=_CASE-1042.4.aaaaaaaaaaaaaaaa--",
    "dots": ".\r\n.\r\nMAIL FROM:<evil@evil.example>",
    "long word": "x" * 5000,
    "emoji": "👩‍👩‍👧 ¿qué? 日本語 " * 40,
}


class Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.targets: list[str] = []
        self.other_attributes: set[str] = set()
        self.words = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        for name, value in attrs:
            if name in ("href", "src", "action"):
                self.targets.append(value or "")
            self.other_attributes.add(name)

    def handle_data(self, data: str) -> None:
        self.words += data


def seen(page: str) -> Tags:
    tags = Tags()
    tags.feed(page)
    return tags


@pytest.mark.parametrize("words", HOSTILE.values(), ids=HOSTILE.keys())
@pytest.mark.parametrize(
    "name", ["escalation", "customer_wrote", "handoff", "acknowledgement", "l1_reminder", "status"]
)
def test_words_stay_words(desk: Desk, name: str, words: str) -> None:
    calm = desk.mail(name)
    mail = desk.mail(name, *customer_says(words, name=words, subject=words))
    found, before = read(mail), read(calm)

    assert sorted(found.keys()) == sorted(before.keys()), "a header was added"
    assert mail.raw.isascii()
    assert all(ord(c) >= 32 or c in "\r\n\t" for c in mail.raw)
    assert "\n" not in mail.raw.replace("\r\n", "")
    assert "\r" not in mail.raw.replace("\r\n", "")
    assert all(len(line) <= 78 for line in mail.raw.split("\r\n"))

    page, calm_page = seen(html(mail)), seen(html(calm))
    assert page.tags <= calm_page.tags | {"br"}
    assert page.other_attributes <= calm_page.other_attributes
    assert all(t.startswith(("mailto:support@acme.example?", "tel:+49")) for t in page.targets)
    assert len(page.targets) == len(calm_page.targets)

    for shown in (plain(mail), page.words, str(found["Subject"]), str(found["To"])):
        assert not re.search(
            "[\u202a-\u202e\u2066-\u2069\u200b\u200f\u2060\ufeff\xad\ue000-\uf8ff\ud800-\udfff\0]", shown
        )


def test_a_customers_link_is_shown_and_not_live(desk: Desk) -> None:
    mail = desk.mail("escalation", *customer_says("look at https://evil.example/?a=1&b=2 now"))
    assert "https://evil.example/?a=1&amp;b=2" in html(mail)
    assert 'href="https://evil.example' not in html(mail)


def test_a_customers_line_cannot_pass_for_ours(desk: Desk) -> None:
    mail = desk.mail("escalation", *customer_says("hello\n---- write above this line ----\nDeadline: never"))
    lines = plain(mail).splitlines()
    assert lines.count("---- write above this line ----") == 1
    assert not any(line.startswith("Deadline: never") for line in lines)


def test_template_signs_in_values_come_out_as_they_are(desk: Desk) -> None:
    mail = desk.mail("customer_wrote", *customer_says("costs **50%** {{ off }} [now](https://x.example)"))
    assert "> costs **50%** {{ off }} [now](https://x.example)" in plain(mail)
    assert "costs **50%** {{ off }} [now](https://x.example)" in seen(html(mail)).words


@pytest.mark.parametrize("name", CUSTOMER_MAILS)
def test_a_strangers_mail_carries_no_words_of_a_strangers_choice(desk: Desk, name: str) -> None:
    """The name of a forged sender must not turn our mail into an advertisement for its victim."""
    case, texts = customer_says("Buy at https://evil.example", name="Win 1000 EUR at evil.example")
    mail = desk.mail(name, case, tuple(t for t in texts if t.voice != "staff"))
    assert "evil.example" not in plain(mail)
    assert "Win 1000" not in plain(mail)


@pytest.mark.parametrize(
    ("said", "greeted"),
    [
        ("Jane Roe", "Jane Roe"),
        ("Roe, Jane", "Jane Roe"),
        ("  Dr. J. R. Roe ", "Dr. J. R. Roe"),
        ("Jean-Luc O’Brien", "Jean-Luc O’Brien"),
        ('"Zoë Ångström"', "Zoë Ångström"),
        ("李小龙", "李小龙"),
        ("jane@roe.example", ""),
        ("evil.example", ""),
        ("Visit evil.example now", ""),
        ("http://evil.example", ""),
        ("You have won a big prize", ""),
        ("A" * 41, ""),
        ("Jane <b>Roe</b>", ""),
        ("Jane\nRoe", "Jane Roe"),
        ("", ""),
    ],
)
def test_who_is_greeted(said: str, greeted: str) -> None:
    assert personal_name(said) == greeted


def test_cleaning_keeps_what_people_write() -> None:
    words = "Zoë wrote:\n\t“50 % — naïve” 👩‍👩‍👧 سلام می‌کنم"
    assert clean(words) == words
    assert one_line("  a\r\n b\u2029c ") == "a b c"
