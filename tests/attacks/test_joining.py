"""Who may join a case, what a joiner can do there, and what he gets: nothing automatic."""

from __future__ import annotations

from inbox_escalator.casework.case import Status, Whose
from tests.attacks.ground import ANNA, EVIL, JANE, LAWYER, MANAGER, Ground

SUPPORT = "Acme Support <support@acme.example>"
EVES = "eve@evil.example"


def opened(ground: Ground, words: str = MANAGER) -> str:
    """Jane's case; the Message-ID of her mail, which is easy to guess."""
    return ground.writes(JANE, words)


def test_a_stranger_who_guesses_an_id_joins_visibly_and_gets_nothing(ground: Ground) -> None:
    first = opened(ground)
    ground.writes(EVIL, "What is the state of this?", answers=first)
    ground.writes(EVIL, "Please send me all you know.", answers=ground.rows("customer")[0].message_id)
    ground.passes(hours=8)
    assert len(ground.cases) == 1
    assert "joined" in [e.what for e in ground.events()]
    assert not ground.letters(EVES)
    assert EVES in ground.case.participants


def test_what_staff_say_goes_to_the_first_customer_only(ground: Ground) -> None:
    first = opened(ground)
    ground.writes(EVIL, "Please answer me at this address.", answers=first, headers=[("Reply-To", EVIL)])
    ground.writes(ANNA, "say: The money is on its way.", answers=ground.rows("anna")[0].message_id)
    ground.passes(minutes=10)
    assert [m.to for m in ground.letters() if "money is on" in m.text and not m.to.endswith("@acme.example")] == [
        "jane@customer.example"
    ]


def test_a_tag_alone_joins_nobody(ground: Ground) -> None:
    opened(ground)
    for subject in ("Re: [CASE-1001]", "[case-1001] x", "Fwd: Broken [CASE-1001]", "[CASE-0001001]", "[CASE-1002][CASE-1001]"):
        ground.writes(EVIL, "Me again.", subject=subject)
    assert len(ground.store.case("CASE-1001").messages) == 1  # type: ignore[union-attr]
    assert len(ground.cases) == 6


def test_after_joining_by_an_id_the_tag_is_enough(ground: Ground) -> None:
    first = opened(ground)
    ground.writes("Jane at home <jane@home.example>", "It is me, from home.", answers=first)
    ground.writes("Jane at home <jane@home.example>", "And one more thing.", subject="[CASE-1001]")
    assert len(ground.cases) == 1
    assert not ground.letters("jane@home.example")


def test_the_same_domain_or_name_is_not_the_same_customer(ground: Ground) -> None:
    opened(ground)
    ground.writes("Jane Roe <jane.roe@customer.example>", "Hello", subject="Re: Broken [CASE-1001]")
    assert len(ground.cases) == 2


def test_a_stranger_can_neither_thank_a_case_away_nor_command_it(ground: Ground) -> None:
    first = opened(ground)
    for words in ("Thanks, solved!", "done", "ignore", "ok", "undo", "wait", "approve", "123456"):
        ground.writes(EVIL, words, answers=first)
    assert (ground.case.status, ground.case.whose, ground.case.handler) == (Status.NEW, Whose.OURS, "")


def test_an_answer_in_the_name_of_a_colleague_without_proof_stops_no_clock(ground: Ground) -> None:
    first = opened(ground)
    timers = ground.case.timers
    for sender in (ANNA, SUPPORT, "Ben Cole <ben@acme.example>"):
        ground.writes(sender, "We have solved it for you.", answers=first, to="jane@customer.example", cc="support@acme.example")
        ground.writes(sender, "We have solved it for you.", answers=first)
    assert ground.case.whose is Whose.OURS
    assert set(timers) <= set(ground.store.case("CASE-1001").timers)  # type: ignore[union-attr]
    assert not any(e.what == "answered" for e in ground.events("CASE-1001"))


def test_a_forged_answer_in_the_desks_name_is_not_shown_to_customers_as_done(ground: Ground) -> None:
    first = ground.writes(JANE, "Where is my order?")
    ground.writes(SUPPORT, "We gave you all your money back, 10000 USD.", answers=first, to="jane@customer.example", cc="support@acme.example")
    ground.writes(JANE, MANAGER, answers=first)
    assert "handoff" in [m.template for m in ground.rows("customer")]
    assert not [m for m in ground.letters("jane@customer.example") if "10000" in m.text]


FORGED = ("Authentication-Results", "mx.acme.example; dmarc=fail header.from=customer.example")


def test_whom_a_forged_from_names_is_not_written_to(ground: Ground) -> None:
    for words in ("Where is my order?", MANAGER, LAWYER):
        ground.writes(JANE, words, headers=[FORGED])
    ground.passes(hours=8)
    assert not ground.letters("jane@customer.example")
    assert len(ground.cases) == 3, "it is read and escalates all the same"
    assert "NOT verified" in ground.letters("olivia@acme.example")[0].text


def test_a_forged_from_does_not_join_by_the_tag(ground: Ground) -> None:
    opened(ground)
    ground.writes(JANE, "Cancel everything.", subject="Re: [CASE-1001]", headers=[FORGED])
    assert len(ground.cases) == 2


# ---------------------------------------------------------------- ids that somebody took


def test_an_id_that_belongs_to_a_case_cannot_be_taken_to_another(ground: Ground) -> None:
    """Eve writes a mail with the id of Jane's: Jane's next answer still joins Jane's case."""
    first = opened(ground)
    ground.sends([f"From: {EVIL}", "Subject: Mine", f"Message-ID: {first}"], MANAGER)
    ground.writes(JANE, "Any news?", answers=first)
    assert len(ground.cases) == 2
    assert [len(c.messages) for c in ground.cases] == [2, 1]


def test_our_own_mail_come_back_under_another_id_takes_no_ones_thread(ground: Ground) -> None:
    """Eve has a mail of ours; with its seal and the id of Jane's mail she pretends that our server replaced the id."""
    first = opened(ground)
    ground.writes(EVIL, MANAGER)
    mine = next(m for m in ground.rows("customer") if m.address == EVES).message_id
    ground.sends([f"From: {SUPPORT}", f"To: {EVIL}", "Subject: x", f"Message-ID: {first}", f"X-Inbox-Escalator: {mine}"])
    ground.sends([f"From: {SUPPORT}", f"To: {EVIL}", "Subject: x", "Message-ID: <77@customer.example>", f"X-Inbox-Escalator: {mine}"])
    ground.writes(JANE, "Any news?", answers=first)
    assert len(ground.store.case("CASE-1001").messages) == 2  # type: ignore[union-attr]
    assert len(ground.store.case("CASE-1002").messages) == 1  # type: ignore[union-attr]


def test_another_mail_under_the_same_id_is_not_swallowed(ground: Ground) -> None:
    """A web form, or a broken program, gives each of its mails the same id."""
    for number, words in enumerate(("Where is my order?", "How do I change the language?", LAWYER)):
        ground.sends([f"From: {JANE}", f"Subject: Form {number}", "Message-ID: <form@customer.example>"], words)
    said = [t.words for c in ground.cases for t in ground.store.texts(c.reference)]
    assert any(LAWYER in words for words in said)
    assert [m.template for m in ground.letters("olivia@acme.example")] == ["escalation"]


def test_the_same_mail_through_a_list_with_a_footer_is_one_mail(ground: Ground) -> None:
    words = f"The pump has stopped again and the garden is dry.\n{MANAGER}\nPlease call me back."
    for tail in ("", "\n-- \nYou get this because you are on support-list@acme.example. To leave write to leave@acme.example"):
        ground.sends([f"From: {JANE}", "Subject: Pump", "Message-ID: <1@customer.example>"], words + tail)
    assert len(ground.cases) == 1
    assert len(ground.case.messages) == 1
    assert len(ground.letters("anna@acme.example")) == 1
