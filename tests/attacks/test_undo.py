"""`undo` takes back what its writer did, and nothing that others did meanwhile."""

from __future__ import annotations

from tests.attacks.ground import ANNA, JANE, LAWYER, MANAGER, Ground

DESK = "Acme Support <support@acme.example>"


def test_undo_never_takes_back_what_a_customer_said_meanwhile(ground: Ground) -> None:
    ground.writes(JANE, MANAGER)
    got = ground.rows("anna")[0].message_id
    ground.writes(ANNA, "ok", answers=got)
    ground.passes(minutes=1)
    ground.writes(JANE, LAWYER, answers="<1@customer.example>")
    assert ground.case.level == "L3"
    ground.passes(minutes=1)
    ground.writes(ANNA, "undo", answers=got)
    assert ground.case.level == "L3", "the legal threat stays where it belongs"
    assert "legal_threat" in ground.case.tags
    assert ground.case.timers
    assert len(ground.case.messages) == 2


def test_undo_stops_the_mail_also_when_the_case_has_moved_on(ground: Ground) -> None:
    ground.writes(JANE, MANAGER)
    got = ground.rows("anna")[0].message_id
    ground.writes(ANNA, "say: You are a difficult person.", answers=got)
    ground.passes(seconds=30)
    ground.writes(JANE, "One more thing.", answers="<1@customer.example>")
    ground.passes(seconds=30)
    ground.writes(ANNA, "undo", answers=got)
    ground.passes(minutes=30)
    assert not [m for m in ground.letters("jane@customer.example") if "difficult" in m.text]
    assert "stopped" in ground.letters("anna@acme.example")[-1].text or any(
        "stopped" in m.text for m in ground.letters("anna@acme.example")
    )


def test_words_that_were_taken_back_never_reach_the_customer_in_a_later_mail(ground: Ground) -> None:
    """The hand-off names what was done so far; what was never sent was not done."""
    ground.writes(JANE, "Where is my order?")
    ground.passes(hours=3, minutes=30)
    notice = next(m for m in ground.rows("desk") if m.template == "l1_reminder")
    ground.writes(DESK, "say: You are a difficult person.", answers=notice.message_id)
    ground.passes(seconds=20)
    ground.writes(DESK, "undo", answers=notice.message_id)
    ground.passes(minutes=5)
    ground.writes(JANE, MANAGER, answers="<1@customer.example>")
    assert "handoff" in [m.template for m in ground.rows("customer")]
    assert not [m for m in ground.letters("jane@customer.example") if "difficult" in m.text]
    shown = ground.letters("anna@acme.example")[-1].text
    assert "difficult" not in shown.partition("Steps taken")[2].partition("Customer sentiment")[0]


def test_undo_brings_no_code_back(ground: Ground) -> None:
    """A wrong code ends the waiting; `undo` must not give a second try."""
    ground.writes(JANE, LAWYER)
    got, olivia = ground.rows("olivia")[0].message_id, "Olivia Owner <olivia@acme.example>"
    ground.writes(olivia, "done", answers=got)
    code = ground.case.pending[0]
    right = ground.seal.code("CASE-1001", "olivia", code.event)
    ground.writes(olivia, "ok", answers=got)
    ground.writes(olivia, "000000" if right != "000000" else "111111", answers=got)
    ground.writes(olivia, "undo", answers=got)
    ground.writes(olivia, right, answers=got)
    assert not ground.case.ended
