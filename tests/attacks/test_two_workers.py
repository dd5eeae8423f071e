"""Two workers with different data folders on one mailbox: none takes the other's mail for a customer's or a colleague's,
and nobody hides words behind a header of ours."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from inbox_escalator.identity import CUSTOMER, HOUSE, Seal
from inbox_escalator.identity import DESK as DESK_ID
from tests.attacks.ground import ANNA, EVIL, FAIL, JANE, LAWYER, MANAGER, PASS, Ground
from tests.world import DESK

SUPPORT = f"Acme Support <{DESK}>"
OTHER = Seal(b"another folder, another key", "acme.example")
PROBLEM = "The mail server refuses the password. Nothing was delivered since Mon 09:00."


def sealed(case: str = HOUSE, contact: str = "olivia", notice: str = "7") -> tuple[str, str]:
    return ("X-Inbox-Escalator", OTHER.message_id(case, contact, notice))


@pytest.mark.parametrize("verdict", [[], [PASS], [FAIL]], ids=["none", "pass", "fail"])
def test_the_others_problem_is_no_customers_case(ground: Ground, verdict: list[tuple[str, str]]) -> None:
    ground.writes(SUPPORT, PROBLEM, to="Olivia Owner <olivia@acme.example>", headers=[sealed(), *verdict])
    assert not ground.cases
    assert not ground.letters()


@pytest.mark.parametrize("verdict", [[], [PASS], [FAIL]], ids=["none", "pass", "fail"])
def test_whoever_writes_our_header_hides_no_threat(ground: Ground, verdict: list[tuple[str, str]]) -> None:
    ground.writes(SUPPORT, LAWYER, headers=[sealed(), *verdict])
    assert ground.case.unverified
    assert ground.case.level == "L3"
    (call,) = ground.letters("olivia@acme.example")
    assert "another inbox-escalator" in call.text
    assert not [m for m in ground.rows() if m.to == CUSTOMER]


def test_our_header_says_nothing_of_a_strangers_mail(ground: Ground) -> None:
    ground.writes(EVIL, "Where is my order?", headers=[sealed()])
    assert ground.case.customer.address == "eve@evil.example"
    assert not ground.case.machine


def test_one_such_mail_a_day_opens_a_case_and_new_words_are_told_all_the_same(ground: Ground) -> None:
    for number in range(30):
        ground.writes(SUPPORT, LAWYER, headers=[sealed(notice=str(number))])
        ground.passes(minutes=1)
    assert len(ground.cases) == 1
    calls = Counter(m.template for m in ground.letters("olivia@acme.example"))
    assert calls["escalation"] == 1
    assert not calls["customer_wrote"]
    ground.writes(SUPPORT, "There was a data breach: your database is for sale.", headers=[sealed(notice="99")])
    assert len(ground.cases) == 1
    assert "security_incident" in ground.case.tags
    assert Counter(m.template for m in ground.letters("olivia@acme.example"))["customer_wrote"] == 1
    ground.passes(hours=25)
    ground.writes(SUPPORT, LAWYER, headers=[sealed(notice="100")])
    assert len(ground.cases) == 2


def test_what_the_other_sent_is_no_colleagues_answer(ground: Ground) -> None:
    asked = ground.writes(JANE, MANAGER)
    ground.writes(
        SUPPORT, "I am bringing in our specialist.", to="jane@customer.example", answers=asked, folder="Sent",
        headers=[sealed("CASE-1001", CUSTOMER, "3"), ("Auto-Submitted", "auto-replied")],
    )  # fmt: skip
    assert "answered" not in {e.what for e in ground.events()}
    assert ground.case.promised is not None


@pytest.mark.parametrize("said", ["ok", "done", "note: she is right", "It is the wrong invoice.", "away until friday"])
@pytest.mark.parametrize("verdict", [[], [PASS]], ids=["none", "pass"])
def test_an_answer_to_the_others_mail_says_nothing_about_our_case(
    ground: Ground, verdict: list[tuple[str, str]], said: str
) -> None:
    """Both of them call their cases CASE-1001."""
    ground.writes(JANE, MANAGER)
    before, told = ground.state("CASE-1001"), len(ground.rows())
    theirs = OTHER.message_id("CASE-1001", "anna", "5")
    first = ground.writes(ANNA, said, subject="Re: ESCALATION L2 [CASE-1001]", answers=theirs, headers=verdict)
    ground.writes(
        ANNA, said, subject="Re: ESCALATION L2 [CASE-1001]", answers=first, headers=[*verdict, thread(theirs)]
    )
    assert ground.state("CASE-1001") == before
    assert len(ground.rows()) == told
    assert len(ground.cases) == 1
    assert not ground.store.absences(ground.clock.now())


def thread(*ids: str) -> tuple[str, str]:
    return ("References", " ".join(ids))


def test_the_front_lines_answer_to_the_others_mail_says_nothing_about_our_case(ground: Ground) -> None:
    ground.writes(JANE, "Where is my order?")
    before, told = ground.state("CASE-1001"), len(ground.rows())
    theirs = OTHER.message_id("CASE-1001", DESK_ID, "5")
    ground.writes(SUPPORT, "done", subject="Re: New mail [CASE-1001]", answers=theirs, to=SUPPORT, folder="Sent")
    assert ground.state("CASE-1001") == before
    assert len(ground.rows()) == told


def test_a_link_in_the_others_mail_opens_no_case(ground: Ground) -> None:
    """The prepared answer names their case and token in its subject, and answers nothing."""
    ground.writes(ANNA, "ok", subject=f"ok {OTHER.tap('CASE-1001', 'anna', '5', 'ok')}", headers=[PASS])
    ground.writes(ANNA, "say: It comes today.", subject=f"say {OTHER.tap('CASE-1001', 'anna', '5', 'say')}")
    assert not ground.cases
    assert not ground.rows()


@pytest.mark.parametrize("verdict", [[], [PASS], [FAIL]], ids=["none", "pass", "fail"])
def test_a_link_of_the_others_hides_no_threat(ground: Ground, verdict: list[tuple[str, str]]) -> None:
    ground.writes(ANNA, LAWYER, subject=f"ok {OTHER.tap('CASE-1001', 'anna', '5', 'ok')}", headers=verdict)
    assert ground.case.level == "L3"


def test_an_answer_in_our_own_thread_is_ours_whatever_else_it_names(ground: Ground) -> None:
    """A program that puts both desks' mails into one conversation."""
    asked = ground.writes(JANE, MANAGER)
    theirs = OTHER.message_id("CASE-1001", "anna", "5")
    ground.writes(
        ANNA, "ok", subject="Re: [CASE-1001]", answers=ground.rows("anna")[0].message_id, headers=[thread(theirs)]
    )
    assert ground.case.handler == "anna"
    ground.writes(ANNA, "note: paid", subject="Fwd: Broken [CASE-1001]", answers=asked, headers=[PASS, thread(theirs)])
    assert "noted" in ground.letters("anna@acme.example")[-1].text


def test_an_answer_to_our_mail_to_somebody_who_left_is_still_ours(ground: Ground) -> None:
    """Nobody checks that token any more, but we know the mail."""
    ground.writes(JANE, MANAGER)
    ground.beat()  # the copy of that mail is taken out
    ours = ground.rows("anna")[0].message_id
    anna = replace(ground.policy.contacts[0], id="anna2")
    ground.policy = replace(ground.policy, contacts=(anna, *ground.policy.contacts[1:]))
    ground.restart()
    ground.writes(ANNA, "ok", subject="Re: ESCALATION [CASE-1001]", answers=ours, headers=[PASS])
    assert ground.case.handler == "anna2"


def test_a_web_forms_case_is_not_mixed_up_with_them(ground: Ground) -> None:
    """Some web forms write in the desk's own name."""
    ground.writes(SUPPORT, "Form: where is my order? Tom Low, tom@other.example", subject="Contact form")
    ground.writes(SUPPORT, LAWYER, headers=[sealed()])
    assert len(ground.cases) == 2
    first = ground.store.case("CASE-1001")
    assert first is not None
    assert (first.level, len(first.messages)) == ("L1", 1)


class Beside(Ground):
    """A second worker, with a folder and so a key of its own, on the mailbox of the first."""

    def __init__(self, folder: Path, first: Ground) -> None:
        self.first = first
        super().__init__(folder)

    def open(self) -> None:
        self.server = self.first.server
        super().open()


@pytest.mark.parametrize("words", [LAWYER, MANAGER, "Where is my order?"])
def test_two_of_them_do_not_feed_each_other(tmp_path: Path, words: str) -> None:
    one = Ground(tmp_path / "one")
    two = Beside(tmp_path / "two", one)
    assert one.seal.key != two.seal.key
    one.writes(JANE, words)
    for _ in range(12 * 12):
        for ground in (two, one):
            ground.beat()
            ground.clock.set(ground.clock.now() + timedelta(minutes=5))
    for ground in (one, two):
        assert len(ground.cases) <= 2
        calls = Counter(m.to for m in ground.rows() if m.template == "escalation")
        assert max(calls.values(), default=0) <= 4, calls
    jane = Counter(letter.template for letter in one.letters("jane@customer.example"))
    assert sum(jane.values()) <= 6
    for ground in (one, two):
        ground.close()
