"""Every command there is times every way to come by it without the right: nothing moves, and no customer hears a word."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pytest

from inbox_escalator.casework.case import Status
from inbox_escalator.intake.verbs import VERBS
from tests.attacks.ground import ANNA, EVIL, JANE, MANAGER, PASS, Ground, token_of
from tests.attacks.test_authentication_results import FAILED, NOT_PROVEN

BEN = "Ben Cole <ben@acme.example>"
LETTERS = "abcdefghijklmnopqrstuvwxyz234567"

WORDS = {
    "ok": "ok", "done": "done: All of it comes back.", "up": "up", "back": "back: not mine", "pass": "pass ben",
    "later": "later 2h", "wait": "wait", "say": "say: It is on its way.", "ask": "ask: Which one?",
    "decide": "decide: We refund all of it.", "next": "next: call them by friday", "note": "note: rang twice",
    "mood": "mood angry", "called": "called", "told": "told: all of it", "all": "all: We are back.", "yes": "yes",
    "approve": "approve", "deny": "deny", "delegate": "delegate", "false": "false: a joke", "ignore": "ignore sender",
    "breach": "breach", "hold": "hold", "hold-off": "hold off", "reopen": "reopen", "merge": "merge CASE-1002",
    "split": "split", "vip": "vip add eve@evil.example", "files": "files", "send": "send", "drop": "drop",
    "away": "away until friday", "here": "here", "new": "new: take this", "status": "status", "list": "list",
    "why": "why", "help": "help", "undo": "undo",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Prey:
    """A case of Anna's, another one, and her mails about both."""

    case: str
    mail: str
    other: str
    other_mail: str


def prey(ground: Ground) -> Prey:
    found = []
    for _ in range(2):
        ground.writes(JANE, MANAGER)
        case = ground.case.reference
        found += [case, next(m.message_id for m in ground.rows("anna") if m.case == case)]
    return Prey(*found)


def still(ground: Ground, known: set[str]) -> tuple[object, ...]:
    """All that a command could move."""
    store = ground.store
    mails = sorted((m.case, m.template) for m in ground.rows() if m.case in known and m.to == "customer")
    absences = dict(store.absences(ground.clock.now()))
    cases = [ground.state(c.reference) for c in ground.cases if c.reference in known]
    return (cases, mails, absences, store.ignored(), store.vips())


Attack = Callable[[Ground, Prey, str], None]
"""Says those words without the right to."""


def forged(lines: list[str]) -> Attack:
    """Anna's address, the case in the subject, and a verdict that our server did not give."""
    at = lines.index("MX") + 1

    def attack(ground: Ground, prey: Prey, words: str) -> None:
        ground.sends([*lines[:at], f"From: {ANNA}", f"Subject: Re: [{prey.case}]", *lines[at:]], words)

    return attack


def failed(lines: list[str]) -> Attack:
    """The right token, and a DMARC that failed."""

    def attack(ground: Ground, prey: Prey, words: str) -> None:
        ground.sends([*lines, f"From: {ANNA}", f"Subject: Re: [{prey.case}]", f"In-Reply-To: {prey.mail}"], words)

    return attack


def flipped(place: int) -> Attack:
    """One bit of the token is another: each letter holds five, and each command meets one of them."""

    def attack(ground: Ground, prey: Prey, words: str) -> None:
        token = token_of(prey.mail)
        bit = 1 << ((len(words) + place) % 5)
        other = LETTERS[LETTERS.index(token[place]) ^ bit]
        changed = prey.mail.replace(token, token[:place] + other + token[place + 1 :])
        ground.writes(ANNA, words, answers=changed, subject=f"Re: [{prey.case}]")

    return attack


def another_contact(ground: Ground, prey: Prey, words: str) -> None:
    ground.writes(BEN, words, answers=prey.mail, subject=f"Re: [{prey.case}]")


def another_case(ground: Ground, prey: Prey, words: str) -> None:
    token = token_of(prey.other_mail)
    swapped = prey.mail.replace(token_of(prey.mail), token)
    ground.writes(ANNA, words, answers=swapped, subject=f"Re: [{prey.case}]")
    ground.writes(ANNA, words, answers=prey.other_mail.replace(prey.other, prey.case), subject=f"Re: [{prey.case}]")


def forwarded(ground: Ground, prey: Prey, words: str) -> None:
    """Whom Anna forwarded it to answers, by the thread and by the address that carries the token, with a pass of their own."""
    ours = ("Authentication-Results", "mx.acme.example; dmarc=pass header.from=evil.example")
    ground.writes(EVIL, words, answers=prey.mail, subject=f"Re: [{prey.case}]", headers=[ours])
    ground.writes(EVIL, words, to=f"support+{prey.mail[1:].partition('@')[0]}@acme.example", headers=[ours])


def with_a_name_that_is_an_address(ground: Ground, prey: Prey, words: str) -> None:
    ground.sends(['From: "anna@acme.example" <eve@evil.example>', f"Subject: Re: [{prey.case}]"], words)
    ground.sends(["From: anna@acme.example <eve@evil.example>", f"Subject: [{prey.case}]", ": ".join(PASS)], words)


def with_a_tap_of_another_word(ground: Ground, prey: Prey, words: str) -> None:
    """A link for `files`, which is none of the words but one."""
    case, number, _ = prey.mail[1:].split(".", 2)
    verb = "nothing"
    ground.writes(ANNA, words, subject=f"{verb} {ground.seal.tap(case, 'anna', number, verb)}")


ATTACKS: dict[str, Attack] = {
    **{f"forged verdict: {how}": forged(lines) for how, lines in NOT_PROVEN.items()},
    **{f"failed verdict: {how}": failed(lines) for how, lines in FAILED.items()},
    **{f"a bit of letter {place + 1} flipped": flipped(place) for place in range(16)},
    "another contact": another_contact,
    "another case": another_case,
    "forwarded": forwarded,
    "a name that is an address": with_a_name_that_is_an_address,
    "a tap of another word": with_a_tap_of_another_word,
}


def test_every_command_and_ten_forms_are_tried() -> None:
    assert set(WORDS) == {verb.name for verb in VERBS}
    assert len(NOT_PROVEN) >= 10


@pytest.mark.parametrize("how", ATTACKS)
def test_nothing_moves(ground: Ground, how: str) -> None:
    hunted = prey(ground)
    known = {hunted.case, hunted.other}
    before = still(ground, known)
    for verb, words in WORDS.items():
        ATTACKS[how](ground, hunted, words)
        assert still(ground, known) == before, f"{verb}: {[e.what for e in ground.events(hunted.case)][-3:]}"
    strangers = [c for c in ground.cases if c.reference not in known]
    assert all(c.unverified for c in strangers if c.customer.address.endswith("@acme.example"))


@pytest.mark.parametrize("senders", [[f"From: {ANNA}", f"From: {EVIL}"], [f"From: {ANNA}, {EVIL}"]])
def test_two_senders_are_nobody(ground: Ground, senders: list[str]) -> None:
    """By the thread the mail joins the case, as words of somebody who is not known."""
    hunted = prey(ground)
    for verb, words in WORDS.items():
        ground.sends([*senders, "Subject: Re: it", f"In-Reply-To: {hunted.mail}"], words)
        case = ground.store.case(hunted.case)
        assert case is not None
        assert (case.status, case.handler) == (Status.NEW, ""), verb
        assert "Eve" not in case.customer.name
    assert {e.by for e in ground.events(hunted.case)} <= {"customer", "system", "clock"}


@pytest.mark.parametrize("verb", WORDS)
def test_a_token_is_worth_nothing_when_its_case_is_closed(ground: Ground, verb: str) -> None:
    hunted = prey(ground)
    for mail in (hunted.mail, hunted.other_mail):
        ground.writes(ANNA, "done", answers=mail)
    ground.passes(days=20)
    known = {hunted.case, hunted.other}
    assert {c.status for c in ground.cases} == {Status.CLOSED}
    before = still(ground, known)
    ground.writes(ANNA, WORDS[verb], answers=hunted.mail, subject=f"Re: [{hunted.case}]")
    assert still(ground, known) == before


@pytest.mark.parametrize("verb", WORDS)
def test_the_same_mail_a_second_time_is_the_same_mail(ground: Ground, verb: str) -> None:
    """Replayed as it came, from INBOX and from Junk, an hour later: what it did is not done again."""
    hunted = prey(ground)
    known = {hunted.case, hunted.other}
    ground.writes(ANNA, WORDS[verb], answers=hunted.mail, headers=[PASS])
    raw = ground.last_raw
    ground.passes(minutes=3)
    before, log = still(ground, known), len(ground.events(hunted.case))
    for folder in ("INBOX", "Junk"):
        ground.takes(raw, folder)
    assert still(ground, known) == before
    assert len(ground.events(hunted.case)) == log
