"""Machines that answer machines fall silent: nothing automatic is answered, and what looks human is answered in bounds."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import timedelta
from email.utils import format_datetime
from pathlib import Path

import pytest

from inbox_escalator.casework.policy import Contact, Policy
from inbox_escalator.identity import Seal
from tests.attacks.ground import ANNA, FAIL, JANE, LAWYER, MANAGER, RULES, Ground
from tests.casework import bench
from tests.stories.letters import bounce
from tests.world import DESK, Delivered

OTHER = "help@other.example"


# ---------------------------------------------------------------- two installations


class Other(Ground):
    """A second installation at another address, with a secret of its own."""

    def open(self) -> None:
        self.policy = replace(self.policy, desk_address=OTHER, desk_name="Other Help")
        super().open()


def others_policy(*contacts: Contact) -> Policy:
    base = bench.policy(triggers=RULES.triggers)
    return replace(base, desk_address=OTHER, contacts=contacts or base.contacts)


def exchange(one: Ground, two: Ground, hours: int) -> int:
    """Both work for so long, and each mail from one to the other arrives; returns how many did."""
    count, end = 0, one.clock.now() + timedelta(hours=hours)
    while one.clock.now() < end:
        for sender, receiver, address in ((one, two, OTHER), (two, one, DESK)):
            new = sender.server.accepted[sender.handed_over :]
            sender.handed_over = len(sender.server.accepted)
            for letter in (d for d in new if d.to == address):
                count += 1
                receiver.deliver(_as_received(letter, receiver))
        for ground in (one, two):
            ground.beat()
            ground.clock.set(ground.clock.now() + timedelta(minutes=5))
    return count


def _as_received(letter: Delivered, receiver: Ground) -> bytes:
    line = f"Received: from mx by mx.here.example; {format_datetime(receiver.clock.now())}\r\n"
    return line.encode() + letter.raw


@pytest.fixture
def pair(tmp_path: Path) -> tuple[Ground, Ground]:
    return Ground(tmp_path / "one"), Other(tmp_path / "two", others_policy())


@pytest.mark.parametrize("words", ["Where is my order?", MANAGER, LAWYER])
def test_two_desks_that_write_to_each_other_fall_silent(pair: tuple[Ground, Ground], words: str) -> None:
    one, two = pair
    one.writes(f"Other Help <{OTHER}>", words)
    assert exchange(one, two, 48) <= 6
    assert exchange(one, two, 6) == 0


def test_two_desks_that_are_each_others_contacts_fall_silent(tmp_path: Path) -> None:
    """Each takes the other's ESCALATION for a customer's mail."""
    theirs = Contact("desk2", "Other Help", OTHER, ("L2", "L3"))
    ours = Contact("desk1", "Acme Support", DESK, ("L2", "L3"))
    mine = bench.policy(triggers=RULES.triggers)
    one = Ground(tmp_path / "one", replace(mine, contacts=(theirs,), owner="desk2", administrator="desk2", escalation_manager="desk2"))
    two = Other(tmp_path / "two", replace(others_policy(ours), owner="desk1", administrator="desk1", escalation_manager="desk1"))
    one.writes(JANE, LAWYER)
    first = exchange(one, two, 12)
    later = exchange(one, two, 36)
    assert first <= 120
    assert later <= 36 * 6, "an escalation that nobody takes is repeated hourly by each, and nothing multiplies"


def test_a_desk_is_answered_by_a_human_once_and_no_machine_goes_on(pair: tuple[Ground, Ground]) -> None:
    one, two = pair
    one.writes(f"Other Help <{OTHER}>", MANAGER)
    one.writes(ANNA, "say: We call you at noon.", answers=one.rows("anna")[0].message_id)
    assert exchange(one, two, 48) <= 8
    assert exchange(one, two, 6) == 0


# ---------------------------------------------------------------- machines at the other end


def answers_everything(ground: Ground, who: str, headers: tuple[tuple[str, str], ...], *, thread: bool, rounds: int) -> int:
    """A program at that address answers each mail that it gets; how many that were."""
    answered: set[str] = set()
    for _ in range(rounds):
        for letter in ground.letters(who):
            if letter.message_id not in answered:
                answered.add(letter.message_id)
                ground.writes(
                    who, f"Thank you for your mail. This is number {len(answered)}. {letter.text[:200]}",
                    answers=letter.message_id if thread else "", subject=f"Re: {letter.subject}"[:200], headers=headers,
                )  # fmt: skip
        ground.passes(minutes=30)
    return len(answered)


SIGNS = {
    "vacation": (("Auto-Submitted", "auto-replied"),),
    "generated": (("Auto-Submitted", "auto-generated"),),
    "precedence": (("Precedence", "auto_reply"),),
    "bulk": (("Precedence", "bulk"),),
    "microsoft": (("X-Auto-Response-Suppress", "All"),),
    "no sign at all": (),
}


@pytest.mark.parametrize("thread", [True, False], ids=["in the thread", "without thread"])
@pytest.mark.parametrize("sign", SIGNS)
def test_a_customer_whose_machine_answers_everything(ground: Ground, sign: str, thread: bool) -> None:
    ground.writes("jane@customer.example", MANAGER)
    assert answers_everything(ground, "jane@customer.example", SIGNS[sign], thread=thread, rounds=12) <= 6
    assert len(ground.cases) <= 8


@pytest.mark.parametrize("sign", ["vacation", "no sign at all"])
def test_a_contact_whose_machine_answers_everything(ground: Ground, sign: str) -> None:
    ground.writes(JANE, MANAGER)
    count = answers_everything(ground, "anna@acme.example", SIGNS[sign], thread=True, rounds=12)
    assert count <= 12


@pytest.mark.parametrize("sender", ["Eve <eve@evil.example>", JANE, "Ben Cole <ben@acme.example>", DESK])
def test_an_automatic_answer_of_somebody_else_sends_no_contact_on_holiday(ground: Ground, sender: str) -> None:
    ground.writes(JANE, MANAGER)
    got = ground.rows("anna")[0].message_id
    ground.writes(sender, "I am away until Friday.", answers=got, headers=SIGNS["vacation"], subject="Automatic reply")
    ground.writes(ANNA, "I am away.", answers=got, headers=[*SIGNS["vacation"], FAIL], subject="Automatic reply")
    assert not ground.store.absences(ground.clock.now())
    assert not ground.letters("ben@acme.example")


def test_a_bounce_of_an_alarm_is_no_new_alarm(ground: Ground) -> None:
    """The administrator's own address is dead."""
    ground.writes(JANE, MANAGER)
    ground.server.imap_down = "imap.acme.example:993 does not answer"
    ground.passes(minutes=30)
    ground.server.imap_down = ""
    assert "problem" in [m.template for m in ground.letters("olivia@acme.example")]
    for _ in range(20):
        for letter in ground.letters("olivia@acme.example"):
            ground.takes(bounce(letter.to, letter.message_id, ground.clock.now(), ground.next_number()))
    assert len(ground.letters("olivia@acme.example")) <= 4


def test_a_vacation_program_of_a_contact_passes_the_case_on_once(ground: Ground) -> None:
    ground.writes(JANE, MANAGER)
    got = ground.rows("anna")[0].message_id
    for _ in range(5):
        ground.writes(ANNA, "I am away until Friday.", answers=got, headers=SIGNS["vacation"], subject="Automatic reply")
    assert [m.template for m in ground.letters("ben@acme.example")] == ["escalation"]
    assert [m.template for m in ground.letters("anna@acme.example")] == ["escalation"]


# ---------------------------------------------------------------- bounces


def test_bounces_of_bounces_come_to_an_end(ground: Ground) -> None:
    ground.writes(JANE, MANAGER)
    for _ in range(30):
        for letter in ground.letters():
            ground.takes(bounce(letter.to, letter.message_id, ground.clock.now(), ground.next_number()))
    ground.passes(hours=3)
    counts = Counter(m.to for m in ground.letters())
    assert counts["jane@customer.example"] == 1
    assert max(counts.values()) <= 16
    assert not [to for to in counts if "daemon" in to.lower()]


@pytest.mark.parametrize(
    "sender",
    ["MAILER-DAEMON@acme.example", "postmaster@acme.example", "<>", "noreply@shop.example", "bounce+x=y@list.example"],
)
def test_a_machine_is_read_and_never_answered(ground: Ground, sender: str) -> None:
    ground.sends([f"From: {sender}", "Subject: Notice"], LAWYER)
    ground.passes(hours=2)
    outside = [m.to for m in ground.letters() if not m.to.endswith("@acme.example")]
    assert outside == []


# ---------------------------------------------------------------- our own addresses


@pytest.mark.parametrize(
    "sender",
    [DESK, f"Acme Support <{DESK.upper()}>", "support+b-1@acme.example", "support+CASE-1001.1.abcdefghijklmnop@acme.example"],
)
@pytest.mark.parametrize("words", ["Where is my order?", LAWYER])
def test_a_customer_at_the_desks_own_address_is_not_written_to(ground: Ground, sender: str, words: str) -> None:
    ground.writes(sender, words)
    ground.passes(hours=8)
    assert not [m for m in ground.rows() if m.to == "customer" and m.state.value == "sent"]
    assert not [m for m in ground.letters() if m.to.lower().startswith("support+")]


def test_a_customer_at_a_contacts_address_is_told_nothing_automatic(ground: Ground) -> None:
    ground.writes(ANNA, LAWYER)
    ground.passes(hours=8)
    assert not [m for m in ground.letters("anna@acme.example") if m.template in ("acknowledgement", "handoff", "handoff_neutral", "update")]


@pytest.mark.parametrize("to", [DESK, "support+x@acme.example"])
def test_reply_to_that_points_back_to_the_desk_makes_no_loop(ground: Ground, to: str) -> None:
    ground.writes(JANE, MANAGER, headers=[("Reply-To", to)])
    ground.passes(hours=8)
    assert not [m for m in ground.letters() if m.to.startswith("support") and m.template in ("handoff", "acknowledgement")]
    assert len(ground.cases) == 1


def test_a_form_whose_reply_to_is_the_desk_is_a_notice(tmp_path: Path) -> None:
    class WithForm(Ground):
        def open(self) -> None:
            self.forms = ("form@acme.example",)
            super().open()

    ground = WithForm(tmp_path / "data")
    ground.writes("Form <form@acme.example>", LAWYER, headers=[("Reply-To", DESK)])
    ground.passes(hours=2)
    assert {m.to for m in ground.letters()} <= {"olivia@acme.example", DESK}
    assert not [m for m in ground.rows("customer") if m.state.value == "sent"]
    ground.close()


def test_a_mailing_list_is_never_answered(ground: Ground) -> None:
    headers = [("List-Id", "<users.lists.example>"), ("List-Post", "<mailto:users@lists.example>"), ("Precedence", "list")]
    for number in range(5):
        ground.writes(f"p{number}@x.example", "Where is my order?", headers=headers, to="users@lists.example", cc=DESK)
    ground.passes(hours=8)
    assert not [m for m in ground.letters() if not m.to.endswith("@acme.example")]


def test_our_own_mail_that_comes_back_is_taken_for_what_it_is(ground: Ground) -> None:
    ground.writes(JANE, MANAGER)
    for letter in ground.letters():
        ground.takes(b"Received: from x by mx.acme.example; Mon, 23 Nov 2026 09:00:00 +0000\r\n" + letter.raw)
        # The same words by somebody who cannot have our id.
        ground.takes(letter.raw.replace(letter.message_id.encode(), b"<1@evil.example>"))
    ground.passes(minutes=10)
    assert len(ground.letters("jane@customer.example")) == 1
    assert len(ground.cases) <= 3


def test_the_seal_of_another_desk_is_none_of_ours() -> None:
    ours, theirs = Seal(b"a" * 32, "acme.example"), Seal(b"b" * 32, "acme.example")
    assert ours.marks(theirs.message_id("CASE-1001", "anna", "3"), ["anna"]) == ()


