"""One word is enough, from whatever program it comes; and a word that stands in the quoted part is nobody's word."""

from __future__ import annotations

import email
import email.policy
import re
from dataclasses import replace
from email.utils import format_datetime

import pytest

from inbox_escalator.intake.command import read_command
from inbox_escalator.intake.inbound import read_mail
from inbox_escalator.intake.said import Command
from inbox_escalator.intake.verbs import VERBS
from tests.attacks.ground import ANNA, JANE, MANAGER, Ground
from tests.attacks.layouts import LAYOUTS, Body, Quoted, answer
from tests.world import DESK

SAID = ("ok", "Ok", "OK.", "Ok ", "*ok*", "ok!")
"""As thumbs and phones write it."""

BARE = tuple(word for verb in VERBS if verb.bare for word in verb.words)


def as_sent(body: Body) -> Body:
    return body


def only_html(body: Body) -> Body:
    """Some servers pass on the HTML part alone."""
    return replace(body, text="") if body.html else body


@pytest.fixture
def asked(ground: Ground) -> tuple[Ground, str, Quoted]:
    """A case of Jane's, and the mail that asks Anna to act."""
    ground.writes(JANE, MANAGER)
    got = next(m for m in ground.letters("anna@acme.example"))
    message = email.message_from_bytes(got.raw, policy=email.policy.default)
    plain, html = message.get_body(("plain",)), message.get_body(("html",))
    assert plain is not None
    assert html is not None
    inner = re.search(r"<body[^>]*>(.*)</body>", html.get_content(), re.DOTALL)
    assert inner
    return ground, got.message_id, Quoted(str(message["Subject"]), plain.get_content(), inner[1])


def comes(ground: Ground, body: Body, to: str, quoted: Quoted) -> bytes:
    headers = [
        f"From: {ANNA}",
        f"To: {DESK}",
        f"Subject: Re: {quoted.subject}",
        f"Date: {format_datetime(ground.clock.now())}",
        f"Message-ID: <{ground.next_number()}@phone.example>",
        f"In-Reply-To: {to}",
        f"References: {to}",
    ]
    raw = answer(body, headers)
    ground.takes(raw)
    return raw


def test_there_are_enough_of_them() -> None:
    assert len(LAYOUTS) >= 24


@pytest.mark.parametrize("shape", [as_sent, only_html])
@pytest.mark.parametrize("name", LAYOUTS)
def test_a_word_on_the_first_line_is_obeyed(asked: tuple[Ground, str, Quoted], name: str, shape) -> None:
    ground, to, quoted = asked
    word = SAID[list(LAYOUTS).index(name) % len(SAID)]
    raw = comes(ground, shape(LAYOUTS[name](word, quoted)), to, quoted)
    assert ground.case.handler == "anna", read_mail(raw).new_words
    assert "you have it" in ground.letters("anna@acme.example")[-1].text


@pytest.mark.parametrize("shape", [as_sent, only_html])
@pytest.mark.parametrize("name", LAYOUTS)
def test_a_word_in_the_quoted_part_is_not(asked: tuple[Ground, str, Quoted], name: str, shape) -> None:
    ground, to, quoted = asked
    before = ground.state(ground.case.reference)
    earlier = replace(quoted, text=f"ok\n\n{quoted.text}", html=f"<div>ok</div><br>{quoted.html}")
    raw = comes(ground, shape(LAYOUTS[name]("", earlier)), to, quoted)
    assert ground.state(ground.case.reference) == before, read_mail(raw).new_words


@pytest.mark.parametrize("shape", [as_sent, only_html])
@pytest.mark.parametrize("name", LAYOUTS)
def test_every_word_is_read_in_every_layout(asked: tuple[Ground, str, Quoted], name: str, shape) -> None:
    _, _, quoted = asked
    for word in BARE:
        said = read_command(read_mail(answer(shape(LAYOUTS[name](word, quoted)), ["From: a@b.example"])).new_words)
        assert isinstance(said, Command), word
        assert not said.below
