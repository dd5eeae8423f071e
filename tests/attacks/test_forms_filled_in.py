"""The mail that asks for facts, answered in real mail programs: on top of it, and between its lines."""

from __future__ import annotations

import email
import email.policy
import re
from dataclasses import replace

import pytest

from inbox_escalator.casework.fact import Wanted
from inbox_escalator.casework.form import filled
from inbox_escalator.intake.inbound import read_mail
from tests.attacks.ground import JANE, MANAGER, RULES, Ground
from tests.attacks.layouts import LAYOUTS, Body, Quoted, answer
from tests.casework import bench
from tests.world import DESK

NAMES = ("Account", "Account holder", "What was tried")
SAID = {"Account": "AC-10442", "What was tried": "a new cable"}
TOP = "Account: AC-10442\nWhat was tried: a new\ncable"


@pytest.fixture(scope="module")
def form(tmp_path_factory: pytest.TempPathFactory) -> Quoted:
    """The mail as it lies in the mailbox."""
    facts = tuple(map(Wanted, NAMES))
    ground = Ground(tmp_path_factory.mktemp("ground"), bench.policy(triggers=RULES.triggers, facts=facts))
    ground.writes(JANE, MANAGER)
    raw = next(m.raw for m in ground.server.folders["INBOX"].messages.values() if b"3 facts missing" in m.raw)
    ground.close()
    message = email.message_from_bytes(raw, policy=email.policy.default)
    plain, html = message.get_body(("plain",)), message.get_body(("html",))
    assert plain is not None
    assert html is not None
    inner = re.search(r"<body[^>]*>(.*)</body>", html.get_content(), re.DOTALL)
    assert inner
    return Quoted(f"Re: {message['Subject']}", plain.get_content().replace("\r\n", "\n"), inner[1])


def said_in(body: Body, form: Quoted) -> dict[str, str]:
    headers = [f"From: {DESK}", f"To: {DESK}", f"Subject: {form.subject}", "Message-ID: <1@acme.example>"]
    return filled(read_mail(answer(body, headers)).passages, NAMES).answers


def between(form: Quoted, gap: str, html_gap: str) -> Quoted:
    """Two of the three are filled in where their lines stand."""
    text, html = form.text, form.html
    for name, words in SAID.items():
        text = text.replace(f"\n{name}:\n", f"\n{name}:{gap}{words}\n")
        html = re.sub(rf"{name}(?:</b>)?:", lambda label, w=words: f"{label[0]}{html_gap}{w}", html)
    assert text != form.text
    assert html != form.html
    return replace(form, text=text, html=html)


@pytest.mark.parametrize("name", LAYOUTS)
def test_filled_in_on_top(form: Quoted, name: str) -> None:
    assert said_in(LAYOUTS[name](TOP, form), form) == SAID


@pytest.mark.parametrize("only_html", [False, True])
@pytest.mark.parametrize("words", ["", "Here you are."])
@pytest.mark.parametrize(("gap", "html_gap"), [(" ", " "), ("\n", "<br>")])
@pytest.mark.parametrize("name", LAYOUTS)
def test_filled_in_between_its_lines(
    form: Quoted, name: str, gap: str, html_gap: str, words: str, only_html: bool
) -> None:
    body = LAYOUTS[name](words, between(form, gap, html_gap))
    assert said_in(replace(body, text="") if only_html and body.html else body, form) == SAID


@pytest.mark.parametrize("name", LAYOUTS)
def test_filled_in_without_the_sign_of_a_quote(form: Quoted, name: str) -> None:
    """Plain text: who breaks a quoted line writes on lines of its own."""
    body = LAYOUTS[name]("", between(form, "\n", "<br>"))
    text = body.text.replace("> AC-10442", "\nAC-10442\n").replace("> a new cable", "\na new\ncable\n")
    assert said_in(Body(text, "", body.flowed) if text else body, form) == SAID


@pytest.mark.parametrize("name", LAYOUTS)
def test_left_as_it_came(form: Quoted, name: str) -> None:
    assert said_in(LAYOUTS[name]("done", form), form) == {}
