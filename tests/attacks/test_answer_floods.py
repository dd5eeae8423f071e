"""Answers to answers come to an end, and what was commanded is done all the same."""

from __future__ import annotations

from tests.attacks.ground import ANNA, EVIL, FAIL, JANE, MANAGER, Ground

MANY = 120


def got(ground: Ground) -> str:
    ground.writes(JANE, MANAGER)
    return ground.rows("anna")[0].message_id


def test_a_flood_of_commands_is_answered_in_bounds_and_carried_out(ground: Ground) -> None:
    token = got(ground)
    for _ in range(MANY):
        ground.writes(ANNA, "status", answers=token)
    assert len(ground.rows("anna")) <= 32
    ground.writes(ANNA, "done", answers=token)
    assert ground.case.ended, "only the receipt is left out"


def test_the_last_answer_says_that_it_is_the_last(ground: Ground) -> None:
    token = got(ground)
    for _ in range(MANY):
        ground.writes(ANNA, "note: x", answers=token)
    texts = [m.text for m in ground.letters("anna@acme.example")]
    assert "last answer of the day" in " ".join(texts[-1].split())
    assert sum("last answer" in " ".join(t.split()) for t in texts) == 1


def test_a_day_later_there_are_answers_again(ground: Ground) -> None:
    token = got(ground)
    for _ in range(MANY):
        ground.writes(ANNA, "note: x", answers=token)
    ground.passes(hours=25)
    before = len(ground.rows("anna"))
    ground.writes(ANNA, "status", answers=token)
    assert len(ground.rows("anna")) == before + 1


def test_a_ticket_system_behind_a_contact_that_answers_every_mail_falls_silent(ground: Ground) -> None:
    """It writes like a person, from the contact's own address, and answers each of our mails."""
    got(ground)
    answered = set()
    for _ in range(MANY):
        for letter in ground.letters("anna@acme.example"):
            if letter.message_id not in answered:
                answered.add(letter.message_id)
                words = f"Dear sender,\n\nyour request was received as number {len(answered)}. We will get back to you."
                ground.writes(ANNA, words, answers=letter.message_id, subject=f"[#{len(answered)}] {letter.subject}")
    assert len(answered) <= 12


def test_the_same_from_an_address_that_we_do_not_know(ground: Ground) -> None:
    """The contact's mailbox hands everything on to a ticket system, which answers us."""
    got(ground)
    answered = set()
    for _ in range(MANY):
        for letter in ground.letters("anna@acme.example"):
            if letter.message_id not in answered:
                answered.add(letter.message_id)
                ground.writes("Tickets <tickets@other.example>", "We have got your request.", answers=letter.message_id)
    assert len(answered) <= 12


def test_a_machine_that_answers_the_mails_about_no_case_falls_silent(ground: Ground) -> None:
    ground.server.imap_down = "imap.acme.example:993 does not answer"
    ground.passes(minutes=30)
    ground.server.imap_down = ""
    answered = set()
    for _ in range(MANY):
        for letter in ground.letters("olivia@acme.example"):
            if letter.message_id not in answered:
                answered.add(letter.message_id)
                ground.writes("Olivia Owner <olivia@acme.example>", "We have got your request.", answers=letter.message_id)
    assert 1 <= len(answered) <= 4


def test_a_thief_of_a_token_cannot_bury_its_owner(ground: Ground) -> None:
    token = got(ground)
    for number in range(MANY):
        ground.writes(f"x{number}@evil.example", "done", answers=token)
        ground.writes(ANNA, "done", answers=token, headers=[FAIL])
        ground.writes(EVIL, f"{number:06d}", answers=token)
    assert len(ground.rows("anna")) <= 32
    assert len(ground.rows("olivia")) <= 2, "the owner hears of it once a day"


def test_forged_mail_without_a_token_is_explained_once_an_hour(ground: Ground) -> None:
    got(ground)
    for _ in range(MANY):
        ground.writes(ANNA, "done", subject="Re: [CASE-1001]")
    assert [m.template for m in ground.rows("anna")].count("explain_refusal") == 1
    assert len(ground.rows("customer")) == 1
