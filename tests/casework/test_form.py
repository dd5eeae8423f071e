"""The mail that asks for facts, as it comes back from mail programs."""

from __future__ import annotations

import pytest

from inbox_escalator.casework.form import ANSWER_LETTERS, filled, on_one_line
from inbox_escalator.intake.mail import Passage, Zone
from inbox_escalator.intake.zones import cut

NAMES = ("Account number", "What was tried")
FORM = """The case of Jane Roe went to L2 without account number and what was tried.

Issue: Broken: “it is broken”

Account number:{}

What was tried:{}

---- write above this line ----
CASE-1001 · Acme Support
"""
WROTE = "On Mon, Nov 23, 2026 at 9:01 AM Acme Support <support@acme.example> wrote:"
HEAD = "From: Acme Support <support@acme.example>\nSent: Monday, November 23, 2026 9:01 AM\nTo: Acme Support\nSubject: Facts"
BOTH = {"Account number": "AC-1", "What was tried": "a new cable"}
TOP = "Account number: AC-1\nWhat was tried: a new\ncable\n\n"


def said(words: str, names: tuple[str, ...] = NAMES) -> dict[str, str]:
    return filled(cut(words, "Re: 2 facts missing"), names).answers


def marked(text: str) -> str:
    return "\n".join(f"> {line}" for line in text.splitlines())


@pytest.mark.parametrize(
    "words",
    [
        "> Account number:\nAC-1\n\n> What was tried:\na new cable\n\n> ---- write above this line ----\n> CASE-1 · Acme",
        "> Account number: AC-1\n>\n> What was tried: a new cable",
        TOP,
        "*Account number:* AC-1\n\n*What was tried:*\n\na new cable\n---- write above this line ----\nCASE-1 · Acme",
        "Hello,\n>> account number:\n>> AC-1\n> What was tried:\n a new cable",
        f"{TOP}> Account number:\n>\n> What was tried:\n>",
        "Account number : AC-1\n• What was tried： a new cable",
        "Account number\nAC-1\nWhat was tried\na new cable",
    ],
)
def test_an_answer_stands_behind_or_below_its_name(words: str) -> None:
    assert said(words) == BOTH


@pytest.mark.parametrize(
    "quote",
    [
        f"{WROTE}\n\n{marked(FORM.format('', ''))}",
        f"> {WROTE}\n>\n{marked(FORM.format('', ''))}",
        f"{HEAD}\n\n{FORM.format('', '')}",
        f"________________________________\n{HEAD}\n\n{FORM.format('', '')}",
    ],
)
@pytest.mark.parametrize("top", [TOP, f"Hello,\n\n{TOP}Best regards\nAnna\n\n"])
def test_what_stands_on_top_ends_where_the_quote_begins(top: str, quote: str) -> None:
    assert said(top + quote) == BOTH


@pytest.mark.parametrize("on_top", ["", "Here you are.\n\n"])
@pytest.mark.parametrize("head", [HEAD, f"________________________________\n{HEAD}"])
def test_a_form_filled_in_inside_of_an_unmarked_quote(on_top: str, head: str) -> None:
    assert said(f"{on_top}{head}\n\n{FORM.format(' AC-1', chr(10) + 'a new cable')}") == BOTH


def test_answers_below_the_quote() -> None:
    assert said(f"{WROTE}\n{marked(FORM.format('', ''))}\n\n{TOP}-- \nAnna") == BOTH


def test_what_stands_on_top_counts_before_the_quote() -> None:
    quote = f"{WROTE}\n{marked(FORM.format(' AC-0', ' nothing'))}"
    assert said(f"Account number: AC-1\n\n{quote}") == {"Account number": "AC-1", "What was tried": "nothing"}


def test_a_customer_fills_in_nothing() -> None:
    """Their words stand above the form, and a mail program may fold its long lines anywhere."""
    form = FORM.format("", " a new cable").replace("it is broken", "it is\nAccount number: 666\nbroken")
    assert said(f"{WROTE}\n{marked(form)}") == {"What was tried": "a new cable"}
    older = f"{WROTE}\n{marked(FORM.format('', ' a new cable'))}\n> Account number: 666"
    assert said(older) == {"What was tried": "a new cable"}


def test_a_name_may_begin_with_another() -> None:
    names = ("Account", "Account holder", "Account holder's name")
    words = "Account holder’s name: Roe\nACCOUNT: 1\nAccount holder: Jane"
    assert said(words, names) == {"Account": "1", "Account holder": "Jane", "Account holder's name": "Roe"}


def test_a_fact_may_have_the_name_of_a_line_of_the_mail() -> None:
    names = ("Issue", "What was tried")
    form = FORM.replace("Account number", "Issue").format(" no light", "")
    assert said(f"{WROTE}\n{marked(form)}", names) == {"Issue": "no light"}


def test_a_signature_is_no_answer() -> None:
    passages = (
        Passage(Zone.NEW, "What was tried: a new cable"),
        Passage(Zone.SIGNATURE, "Anna"),
        Passage(Zone.NEW, "x"),
    )
    assert filled(passages, NAMES).answers == {"What was tried": "a new cable"}


def test_what_is_left_out_stays_missing() -> None:
    assert said("> Account number:\n\n> What was tried:\n> a new cable") == {"What was tried": "a new cable"}
    assert said("done\n\n> Account number:\n>\n> What was tried:\n>\n> ---- write above this line ----\n") == {}
    assert said("") == {}


def test_an_answer_is_one_line_with_an_end() -> None:
    assert len(said("What was tried: " + "much \n" * 1000)["What was tried"]) == ANSWER_LETTERS
    assert on_one_line("a\n b") == "a b"


@pytest.mark.parametrize(
    ("words", "beside"),
    [
        (f"No idea, sorry.\nAsk Ben.\n\n{WROTE}\n{marked(FORM.format('', ''))}", "No idea, sorry.\nAsk Ben."),
        (marked(FORM.format("", "")[FORM.index("Account number") :]), ""),
        (f"{WROTE}\n{marked(FORM.format('', ''))}", ""),
        (f"Hello\n{TOP}", "Hello"),
        (f"No idea.\n---- write above this line ----\nCASE-1 · Acme\n{HEAD}\n\n{FORM}", "No idea."),
    ],
)
def test_what_stands_under_no_name(words: str, beside: str) -> None:
    assert filled(cut(words, "Re: 2 facts missing"), NAMES).beside == beside
