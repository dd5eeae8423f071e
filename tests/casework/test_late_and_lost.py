"""What comes late, what is never said, and what only seems to be settled."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from inbox_escalator.casework.case import Alarm, Status, Whose
from inbox_escalator.casework.clocks import leave_by
from inbox_escalator.casework.decision import Posted
from inbox_escalator.casework.draft import Draft
from inbox_escalator.casework.hours import Span
from inbox_escalator.casework.late import as_it_leaves, on_left_late
from inbox_escalator.casework.machine import on_given_up, on_refused
from inbox_escalator.casework.relevance import no_longer_needed
from inbox_escalator.casework.why import why_lines
from inbox_escalator.identity import Mark
from inbox_escalator.intake.command import Command
from inbox_escalator.intake.mail import Address
from inbox_escalator.intake.sender import Dmarc
from inbox_escalator.triage.trigger import Mode, Trigger
from tests.casework.bench import JANE, MONDAY, Bench, policy


def escalated(*triggers: str, **more: object) -> Bench:
    bench = Bench(**more)  # type: ignore[arg-type]
    bench.wrote("words", *(triggers or ("manager_request",)))
    return bench


def row(bench: Bench, template: str) -> Posted:
    return next(p for p in bench.posted if p.template == template)


def test_what_the_customer_said_reaches_its_level_even_if_the_front_line_was_quicker() -> None:
    b = escalated("legal_threat")
    b.answered()
    assert no_longer_needed(row(b, "escalation"), b.case, b.policy) == ""


def test_silence_is_settled_by_an_answer() -> None:
    b = Bench()
    b.wrote()
    b.passes(hours=4, minutes=1)
    b.answered()
    assert "customer's turn" in no_longer_needed(row(b, "escalation"), b.case, b.policy)


def test_a_resolved_mail_does_not_leave_after_the_customer_wrote_again() -> None:
    b = escalated()
    b.says("anna", "done: it works again")
    waits = row(b, "resolved")
    b.wrote("no it does not")
    assert waits not in b.posted or "opened again" in no_longer_needed(waits, b.case, b.policy)


def test_pass_gives_the_turn_back_to_us() -> None:
    b = escalated()
    b.says("anna", "wait")
    b.says("anna", "pass ben")
    assert b.case is not None
    assert b.case.whose is Whose.OURS
    assert no_longer_needed(Posted("<x>", "CASE-1001", "escalation", "ben", 9, 1, False, False), b.case, b.policy) == ""


def test_a_case_is_not_passed_below_its_level() -> None:
    b = escalated("legal_threat")
    b.says("olivia", "pass anna")
    assert "not on L3" in b.receipt()
    assert b.to("anna") == []


def test_thanks_read_before_the_answer_that_they_are_for() -> None:
    b = Bench()
    b.wrote()
    b.passes(minutes=10)
    b.wrote("thank you", thanks=True)
    b.answered(minutes_ago=1)
    assert b.case is not None
    assert b.case.whose is Whose.CUSTOMER
    b.passes(hours=30)
    assert b.to("anna") == []


def test_two_days_of_outage_make_nobody_unavailable() -> None:
    b = escalated()
    for to in ("anna", "customer"):
        posted = Posted("<x>", "CASE-1001", "escalation" if to == "anna" else "handoff", to, 2, 1, False, False)
        b._apply(on_given_up(posted, "given up after 48 h: quota", b.situation(), b.policy))
    assert b.absences == {}
    assert b.case is not None
    assert b.case.unreachable == ""
    assert b.to("ben") == ["escalation", "undelivered"], "the next one is called all the same"


def test_words_that_never_left_kept_no_promise() -> None:
    b = escalated()
    b.says("anna", "say: We mend it today.")
    assert b.case is not None
    assert b.case.whose is Whose.CUSTOMER
    b._apply(on_refused(row(b, "message"), "550 5.1.1", b.situation(), b.policy))
    assert b.case.whose is Whose.OURS
    assert b.case.escalation is not None
    assert b.case.escalation.answered_at is None
    assert Alarm.STALE in b.alarms()


def test_a_bare_done_is_no_answer_to_the_customer() -> None:
    b = escalated()
    b.says("anna", "done")
    assert b.case is not None
    assert b.case.escalation is not None
    assert b.case.escalation.answered_at is None
    assert b.case.escalation.in_time is True
    assert b.case.escalation.resolved_at == b.now


def test_ok_of_the_front_line_stops_the_climb() -> None:
    b = Bench()
    b.wrote()
    front = {"address": Address("support@acme.example"), "contact": "", "marks": (Mark("CASE-1001", "1", "desk"),)}
    b.says("desk", "ok", **front)
    assert b.case is not None
    assert b.case.handler == "desk"
    b.passes(hours=7)
    assert b.case.level == "L1"
    assert "l1_reminder" in b.to("desk"), "taken and forgotten asks again"


def test_observe_sends_nothing_and_says_what_it_would_have() -> None:
    b = escalated("legal_threat", policy=policy(mode=Mode.OBSERVE))
    b.passes(hours=30)
    assert b.notices == []
    assert any(e.what == "observed" and "legal_threat" in e.because for e in b.events)
    assert any(e.what == "observed" and "handoff" in e.because for e in b.events)


def test_a_critical_mail_read_hours_late_still_has_a_time_that_can_be_kept() -> None:
    b = Bench()
    arrived = b.now - timedelta(hours=3)
    b.wrote("my lawyer", "legal_threat")
    late = replace(b.situation(), case=None)
    assert b.case is not None
    assert b.case.escalation is not None
    from inbox_escalator.casework.decide import decide
    from inbox_escalator.casework.incoming import Incoming
    from inbox_escalator.intake.sender import Kind, Sender
    from inbox_escalator.triage.trigger import Finding, Triage

    triage = Triage((Finding("legal_threat", True, "lawyer", "new", ""),), ("legal_threat",), ("legal_threat",))
    incoming = Incoming(b._mail("my lawyer"), Sender(Kind.CUSTOMER, "", JANE), arrived, triage)
    case = decide(incoming, late, b.policy).case
    assert case is not None
    assert case.escalation is not None
    assert case.escalation.due.at == b.now + timedelta(hours=1)


def test_an_answer_that_we_never_saw_counts() -> None:
    b = escalated()
    b.passes(minutes=20)
    from inbox_escalator.casework.decide import decide
    from inbox_escalator.casework.incoming import Incoming
    from inbox_escalator.intake.sender import Kind, Sender

    incoming = Incoming(b._mail("and when?"), Sender(Kind.CUSTOMER, "", JANE), b.now)
    b._apply(decide(incoming, replace(b.situation(), unseen_answer=True), b.policy))
    assert b.case is not None
    assert b.case.escalation is not None
    assert b.case.escalation.in_time is True
    assert b.case.whose is Whose.OURS
    assert b.case.window is not None
    assert b.case.status is Status.OPEN


def test_a_legal_case_does_not_end_because_somebody_is_silent() -> None:
    b = escalated("legal_threat")
    b.says("olivia", "say: We have received it.")
    b.passes(hours=24 * 30)
    assert b.case is not None
    assert b.case.status is Status.OPEN
    assert b.to("olivia").count("reminder") >= 2
    assert "waiting" not in b.customer_got()
    assert "resolved" not in b.customer_got()


def test_every_mail_has_an_event_of_its_own_decision() -> None:
    from inbox_escalator.casework.draft import Draft

    b = escalated()
    assert b.case is not None
    draft = Draft(b.case, b.situation(), b.policy)
    with pytest.raises(RuntimeError, match="no event"):
        draft.tell("reminder", "anna")


# -- mail that leaves late ------------------------------------------------------------------------------------------


def kept(bench: Bench, *templates: str, waits: bool = True) -> None:
    """These mails have not left, and do not leave."""
    bench.posted = [replace(p, waits=waits) if p.template in templates else p for p in bench.posted]
    bench.departs = {p.message_id: bench.now + timedelta(days=9) for p in bench.posted}


def test_nobodys_time_runs_out_while_no_mail_leaves_at_all() -> None:
    b = escalated()
    kept(b, "escalation", "handoff")
    b.passes(hours=3)
    assert b.to("ben") == []
    assert "missed" not in b.happened()
    assert "held up" in b.happened()
    assert b.case is not None
    assert b.case.promised is not None
    assert b.case.promised.at > b.now


def test_the_next_one_is_called_where_only_that_mail_is_refused() -> None:
    b = escalated()
    kept(b, "escalation", waits=False)
    b.passes(hours=1, minutes=1)
    assert b.to("ben") == ["escalation"]


def test_the_clock_counts_from_when_the_mail_left() -> None:
    b = escalated()
    call = next(n for n in b.notices if n.template == "escalation")
    kept(b, "escalation")
    b.now += timedelta(minutes=40)
    assert b.case is not None
    anew, seen = as_it_leaves(call, b.case, b.now, b.policy)
    b._apply(on_left_late(anew, MONDAY, b.situation(), b.policy))
    kept(b, "escalation", waits=False)
    assert b.case.window is not None
    assert b.case.window == seen.window
    assert anew.deadline == b.case.window.due == b.case.escalations[-1].due
    assert b.case.window.due.at == MONDAY + timedelta(hours=2, minutes=40)
    b.passes(minutes=59)
    assert b.to("ben") == []
    b.passes(minutes=2)
    assert b.to("ben") == ["escalation"], "half of the two hours, from when it left"


def test_a_mail_that_leaves_late_moves_no_clock_that_is_not_its_own() -> None:
    b = escalated()
    call = next(n for n in b.notices if n.template == "escalation")
    b.passes(hours=1, minutes=1)
    assert b.case is not None
    before = b.case.window
    anew, _ = as_it_leaves(call, b.case, b.now, b.policy)
    b._apply(on_left_late(anew, MONDAY, b.situation(), b.policy))
    assert b.case.window == before, "Ben has it meanwhile"


def test_the_shortest_within_counts() -> None:
    quick, slow = (
        Trigger("a", "phrases", ("L1",), "L2", within="30m"),
        Trigger("b", "phrases", ("L1",), "L2", within="2h"),
    )
    both = policy(triggers=(quick, slow))
    friday = MONDAY + timedelta(days=4, hours=7, minutes=45)  # a quarter of an hour before the end of the week
    latest = leave_by(both, ("b", "a"), friday, critical=False)
    assert latest.at == MONDAY + timedelta(days=7, minutes=15)
    assert leave_by(both, ("a",), friday, critical=True).at == friday + timedelta(minutes=30)
    assert leave_by(both, ("legal",), friday, critical=True).at == friday + timedelta(minutes=10), "at once"


def test_a_mail_that_was_read_too_late_says_so() -> None:
    b = Bench()
    b.now += timedelta(hours=2)
    incoming = b.wrote("words", "manager_request", arrived=MONDAY)
    assert "leaves late" in [event.what for event in incoming.events]


def test_why_says_by_when_the_mail_had_to_leave() -> None:
    b = escalated()
    assert b.case is not None
    lines = why_lines(Draft(b.case, b.situation(), b.policy))
    assert "The mail had to leave by Mon 09:10 = 10 minutes of business time from Mon 09:00" in lines


def test_a_case_that_closes_soon_waits_for_the_regulators_clock() -> None:
    b = escalated(policy=policy(customer=replace(policy().customer, reopen=Span.parse("1d"))))
    b.says("anna", Command("breach", said="breach"))
    b.says("anna", "done", dmarc=Dmarc.PASS)
    b.passes(hours=71)
    assert b.case is not None
    assert b.case.status is Status.RESOLVED
    b.passes(hours=2)
    assert "That is now." in [n for n in b.notices if n.template == "action_due"][-1].text
    assert b.case.status is Status.RESOLVED
    b.passes(hours=48)
    assert b.case.status is Status.CLOSED
    assert b.case.timers == ()


def test_a_follow_up_action_is_reminded_of_after_a_long_sleep_and_the_answer_is_obeyed() -> None:
    b = escalated()
    b.says("anna", Command("next", "18 december", "see that it was booked", "next: see that it was booked"))
    b.says("anna", "done")
    b.jumps(hours=24 * 30)
    assert "see that it was booked" in [n for n in b.notices if n.template == "action_due"][-1].text
    assert b.case is not None
    assert b.case.status is Status.RESOLVED
    b.says("anna", Command("reopen", said="reopen"))
    assert b.case.status is Status.OPEN
    assert b.case.timer(Alarm.CLOSE) is None
