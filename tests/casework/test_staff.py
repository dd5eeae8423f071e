"""What a contact can say, who may say it, and what the customer hears of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from inbox_escalator.casework.case import Status, Whose
from inbox_escalator.casework.decision import Posted
from inbox_escalator.casework.orders import ORDERS
from inbox_escalator.casework.policy import Contact, Trust
from inbox_escalator.intake.command import Code, Command, Unclear
from inbox_escalator.intake.mail import Address
from inbox_escalator.intake.sender import Dmarc
from inbox_escalator.intake.verbs import VERBS
from tests.casework.bench import JANE, Bench, policy


def escalated(*triggers: str, **more: object) -> Bench:
    bench = Bench(**more)  # type: ignore[arg-type]
    bench.wrote("words", *(triggers or ("manager_request",)))
    return bench


def test_ok_takes_it_and_the_others_hear_of_it():
    b = escalated()
    b.passes(minutes=61)
    b.says("ben", "ok")
    assert b.case is not None
    assert b.case.handler == "ben"
    assert b.case.status is Status.OPEN
    assert "took_over" in b.to("anna")
    assert b.customer_got()[-1] == "introduction"
    assert "you have it" in b.receipt()


def test_no_name_is_given_to_a_lawyer():
    b = escalated("legal_threat")
    b.says("olivia", "ok")
    assert b.customer_got() == ["handoff_neutral"]


def test_done_waits_two_minutes_and_undo_takes_it_back():
    b = escalated()
    b.says("anna", "done: the refund is on its way")
    mail = next(n for n in b.notices if n.template == "resolved")
    assert mail.leaves == b.now + timedelta(minutes=2)
    assert b.case is not None
    assert b.case.status is Status.RESOLVED
    b.says("anna", "undo")
    assert b.case.status is Status.NEW
    assert b.case.level == "L2"
    assert [c.message_id for c in b.last.outbox] == [f"<CASE-1001.{mail.number}.customer>"]
    assert "undone" in b.receipt()
    assert b.case.timers


def test_undo_only_by_the_same_person_and_for_ten_minutes():
    b = escalated()
    b.says("anna", "done")
    b.says("olivia", "undo")
    assert "not yours" in b.receipt()
    b.passes(minutes=11)
    b.says("anna", "undo")
    assert "nothing to undo" in b.receipt()


def test_up_climbs_and_asks_for_the_reason():
    b = escalated()
    b.says("anna", "up")
    assert b.case is not None
    assert b.case.level == "L3"
    assert "Why?" in b.receipt()
    assert "beyond_authority" in b.case.tags


def test_pass_calls_the_other_one():
    b = escalated()
    b.says("anna", "pass ben")
    assert b.to("ben") == ["escalation"]
    b.says("anna", "pass nobody")
    assert "nobody here" in b.receipt()


def test_wait_stops_our_clocks():
    b = escalated()
    b.says("anna", "wait")
    assert b.case is not None
    assert b.case.whose is Whose.CUSTOMER
    b.passes(hours=24)
    assert b.to("olivia") == []


def test_say_reaches_the_customer_after_two_minutes_and_keeps_the_promise():
    b = escalated()
    b.says("anna", "say: We found the fault and mend it today.")
    assert b.customer_got()[-1] == "message"
    assert b.case is not None
    assert b.case.promised is None
    assert b.case.escalation is not None
    assert b.case.escalation.in_time is True
    assert b.case.whose is Whose.CUSTOMER


def test_internal_words_are_held_back_and_shown():
    b = escalated()
    b.says("anna", "note: this customer threatens everybody twice yearly")
    b.says("anna", "say: Hello, this customer threatens everybody, bye")
    assert b.customer_got()[-1] == "introduction"
    assert "internal words" in b.receipt()
    b.says("anna", "say: see CASE-1001.17.abcdefghijklmnop for it")
    assert "internal words" in b.receipt()


@pytest.mark.parametrize(
    ("note", "words", "held"),
    [
        ("waiting for the papers", "we are waiting for the papers", False),
        ("die Rechnung ist bezahlt", "Guten Tag, die Rechnung ist bezahlt.", False),
        ("elle a reçu la facture hier", "vous avez reçu la facture", False),
        ("the Kestrel pump is new", "your Kestrel pump is new", False),
        ("refund the Kestrel pump, it is from a bad lot", "Sorry, the Kestrel pump is from a bad lot", True),
        ("das Gerät kommt vom Zulieferer Petrow", "Ihr Gerät kommt vom Zulieferer Petrow", True),
        ("наш поставщик виноват", "наш поставщик виноват", True),
        ("our insurer refuses to pay", "our insurer refuses to", True),
    ],
)
def test_only_words_that_the_note_alone_can_have_said_are_held_back(note: str, words: str, *, held: bool):
    b = Bench()
    b.wrote("My Kestrel pump leaks.", "manager_request")
    b.says("anna", f"note: {note}")
    b.says("anna", f"say: {words}")
    assert ("internal words" in b.receipt()) is held


def test_free_text_takes_the_case_and_never_reaches_the_customer():
    b = escalated()
    b.says("anna", "I will look at this after lunch")
    assert b.case is not None
    assert b.case.handler == "anna"
    assert "message" not in b.customer_got()
    assert "the customer was not told" in b.receipt()


def test_a_lone_unknown_word_does_nothing():
    b = escalated()
    b.says("anna", Unclear("reslove", "done"))
    assert b.case is not None
    assert b.case.handler == ""
    assert 'Did you mean "done"?' in b.receipt()


def test_a_lower_level_cannot_take():
    people = (*policy().contacts, Contact("lena", "Lena", "lena@acme.example", ("L1",)))
    b = escalated(policy=policy(contacts=people))
    b.says("lena", "ok")
    assert b.case is not None
    assert b.case.handler == ""
    assert "only its contacts" in b.receipt()
    b.says("lena", "up")
    assert b.case.level == "L3", "up is always allowed"


def test_ignore_closes_silently():
    b = Bench()
    b.wrote("buy our list")
    b.says("anna", "ignore sender")
    assert b.case is not None
    assert b.case.status is Status.CLOSED
    assert b.last.ignore == ("jane@customer.example",)


def test_send_and_drop_speak_of_held_mail_only():
    b = escalated()
    b.says("anna", "send")
    assert "no mail to the customer is held" in b.receipt()
    b.posted.append(Posted("<held>", "CASE-1001", "handoff", "customer", 2, 1, True, False))
    b.says("anna", "send")
    assert [c.becomes.value for c in b.last.outbox] == ["released"]
    b.posted.append(Posted("<held2>", "CASE-1001", "handoff", "customer", 2, 1, True, False))
    b.says("anna", "drop")
    assert "<held2>" in [c.message_id for c in b.last.outbox]


def test_status_and_help_are_answered_and_change_nothing():
    b = escalated()
    before = b.case
    b.says("anna", "status")
    assert b.to("anna")[-1] == "status"
    b.says("anna", "help")
    assert b.to("anna")[-1] == "help"
    assert b.case is not None
    assert before is not None
    assert replace(b.case, events=0, answered=()) == replace(before, events=0)


def test_every_word_is_obeyed():
    assert {verb.name for verb in VERBS} - set(ORDERS) == {"status", "list", "why", "help", "undo"}


def test_new_on_a_case_says_what_it_is_for():
    b = escalated()
    b.says("anna", Command("new", said="new"))
    assert "sending it on to the desk" in b.receipt()
    assert b.case is not None
    assert b.case.customer == JANE


# ---------------------------------------------------------------------- the table of authority

A = {"agreed": True, "contact": "anna"}
TAG = {"tag": "CASE-1001"}

TABLE = [
    # A and B, D pass or none: obeyed.
    ({"dmarc": Dmarc.PASS}, "obeyed"),
    ({"dmarc": Dmarc.NONE}, "obeyed"),
    # A without B: DMARC and the case in the subject are needed.
    ({"marks": (), "dmarc": Dmarc.PASS, **TAG}, "obeyed"),
    ({"marks": (), "dmarc": Dmarc.PASS}, "explained"),
    ({"marks": (), "dmarc": Dmarc.NONE, **TAG}, "explained"),
    # Another address with the token: a note, and the contact is told.
    ({"contact": "", "agreed": True, "address": Address("mallory@evil.example")}, "note"),
    ({"agreed": False}, "note"),
    # DMARC failed: refused, with or without the token.
    ({"dmarc": Dmarc.FAIL}, "refused"),
    ({"marks": (), "dmarc": Dmarc.FAIL, **TAG}, "refused"),
    ({"contact": "", "marks": (), "address": Address("mallory@evil.example")}, "explained"),
]


@pytest.mark.parametrize(("facts", "expected"), TABLE)
def test_who_may_command(facts, expected):
    b = escalated()
    before = b.case
    b.says("anna", "done", **facts)
    assert b.case is not None
    assert (b.case.status is Status.RESOLVED) == (expected == "obeyed")
    templates = [n.template for n in b.last.notices]
    assert ("explain_refusal" in templates) == (expected == "explained" and facts.get("contact") != "")
    assert ("stranger" in templates) == (expected in ("note", "refused"))
    assert not any(n.address == "mallory@evil.example" for n in b.last.notices), "a stranger gets nothing"
    if expected != "obeyed":
        assert before is not None
        assert b.case.handler == before.handler
        assert b.case.level == before.level


def test_one_explanation_an_hour_at_most():
    b = escalated()
    b.explained_at = b.now - timedelta(minutes=30)
    b.says("anna", "done", marks=())
    assert b.last.notices == ()


def test_strict_wants_dmarc_always():
    b = escalated(policy=policy(trust=Trust.STRICT))
    b.says("anna", "ok", dmarc=Dmarc.NONE)
    assert b.case is not None
    assert b.case.handler == ""
    b.says("anna", "ok", dmarc=Dmarc.PASS)
    assert b.case.handler == "anna"


def test_a_heavy_word_without_dmarc_wants_a_code():
    b = escalated("legal_threat")
    b.says("olivia", "done")
    assert b.case is not None
    assert b.case.status is not Status.RESOLVED
    assert b.to("olivia")[-1] == "code"
    b.says("olivia", Code("000000"))
    assert "wrong" in b.receipt()
    b.says("olivia", Code("123456"))
    assert b.case.status is not Status.RESOLVED, "one try only"
    b.says("olivia", "done")
    b.says("olivia", Code("123456"))
    assert b.case.status is Status.RESOLVED


def test_a_code_is_not_needed_with_dmarc_or_where_the_owner_loosened_it():
    b = escalated("legal_threat")
    b.says("olivia", "done", dmarc=Dmarc.PASS)
    assert b.case is not None
    assert b.case.status is Status.RESOLVED
    c = escalated("legal_threat", policy=policy(trust=Trust.TOKEN_ALL))
    c.says("olivia", "done")
    assert c.case is not None
    assert c.case.status is Status.RESOLVED


def test_the_tag_alone_is_not_enough_for_a_heavy_word():
    b = escalated("legal_threat")
    b.says("olivia", "done", marks=(), dmarc=Dmarc.PASS, tag="CASE-1001")
    assert b.case is not None
    assert b.case.status is not Status.RESOLVED


def test_a_token_dies_with_its_case():
    b = escalated()
    b.says("anna", "ignore")
    b.says("anna", "note: hello", dmarc=Dmarc.NONE)
    assert b.to("anna")[-1] == "explain_refusal"


def test_the_mailbox_has_the_front_lines_authority():
    b = Bench()
    b.wrote()
    b.says("desk", "done", address=Address("support@acme.example"), contact="", marks=())
    assert b.case is not None
    assert b.case.status is Status.NEW, "only what lies in Sent, or answers a notice of ours, is from the mailbox"
    from inbox_escalator.identity import Mark

    front = {"address": Address("support@acme.example"), "contact": "", "marks": (Mark("CASE-1001", "1", "desk"),)}
    b.says("desk", "done", **front)
    assert b.case.status is Status.RESOLVED
    c = escalated()
    c.says("desk", "done", **front)
    assert c.case is not None
    assert c.case.status is not Status.RESOLVED
    assert "front line asks" in [n for n in c.notices if n.to == "anna"][-1].text


def test_the_desks_own_address_in_from_proves_nothing():
    me = Contact("olivia", "Olivia", "support@acme.example", ("L2", "L3"))
    b = escalated(policy=policy(contacts=(me,)))
    b.says("olivia", "done", marks=(), dmarc=Dmarc.PASS, tag="CASE-1001")
    assert b.case is not None
    assert b.case.status is not Status.RESOLVED
    b.says("olivia", "done")
    assert b.case.status is Status.RESOLVED


def test_a_one_tap_link_is_good_for_its_verb_and_once():
    from inbox_escalator.identity import Mark

    b = escalated()
    tap = (Mark("CASE-1001", "2", "anna", "ok"),)
    b.says("anna", "done", marks=tap)
    assert b.case is not None
    assert b.case.status is not Status.RESOLVED
    b.says("anna", "ok", marks=tap)
    assert b.case.handler == "anna"
    b.says("ben", "ok")
    b.says("anna", "ok", marks=tap)
    assert b.case.handler == "ben"


@pytest.mark.parametrize("word", ["next: phone them by friday", "breach"])
def test_nothing_begins_a_clock_on_a_closed_case(word: str) -> None:
    bench = Bench()
    bench.wrote("a manager, please", "manager_request")
    bench.says("anna", "done")
    bench.passes(hours=24 * 30)
    said = Command("next", "friday", "phone them", word) if word.startswith("next") else Command("breach", said=word)
    bench.says("anna", said, marks=(), dmarc=Dmarc.PASS, **TAG)
    assert "is closed; nothing was done" in bench.receipt()
