"""Who is next, and when."""

from __future__ import annotations

from datetime import timedelta

from inbox_escalator.casework.case import Alarm, Status, Step, Whose
from inbox_escalator.casework.decision import Absence, Route
from inbox_escalator.casework.policy import Contact
from inbox_escalator.identity import Mark
from inbox_escalator.intake.mail import Address
from inbox_escalator.intake.sender import Bounce, Kind
from tests.casework.bench import MONDAY, Bench, policy, proven


def test_an_ordinary_mail_opens_a_case_and_is_acknowledged():
    b = Bench()
    b.wrote()
    assert b.case is not None
    assert (b.case.level, b.case.status, b.case.whose) == ("L1", Status.NEW, Whose.OURS)
    assert b.customer_got() == ["acknowledgement"]
    assert b.to("anna") == []


def test_a_manager_request_reaches_the_first_contact_of_l2_at_once():
    b = Bench()
    b.wrote("give me your manager", "manager_request")
    assert b.case is not None
    assert b.case.level == "L2"
    assert b.to("anna") == ["escalation"]
    assert b.customer_got() == ["handoff"]
    assert b.case.promised is not None
    assert b.case.promised.at == MONDAY + timedelta(hours=2)


def test_two_contacts_share_one_window_and_then_it_climbs():
    b = Bench()
    b.wrote("manager!", "manager_request")
    b.passes(minutes=44)
    assert b.to("anna") == ["escalation"]
    b.passes(minutes=2)
    assert b.to("anna") == ["escalation", "reminder"], "at 75 % of an hour"
    b.passes(minutes=13)
    assert b.to("ben") == []
    b.passes(minutes=2)
    assert b.to("ben") == ["escalation"]
    b.passes(hours=1)
    assert b.case is not None
    assert b.case.level == "L3"
    assert b.to("olivia") == ["escalation"]
    assert b.case.escalation is not None
    assert b.case.escalation.triggers == ("no_response",)
    assert b.case.escalation.answer_by is None, "what was promised is over: L3 has its own time"
    assert b.customer_got() == ["handoff", "update"], "the hand-off goes out on the first step only"


def test_at_the_top_it_repeats_until_taken():
    b = Bench()
    b.wrote("my lawyer", "legal_threat")
    assert b.to("olivia") == ["escalation"]
    assert b.customer_got() == ["handoff_neutral"]
    b.passes(hours=1, minutes=1)
    b.passes(minutes=60)
    assert b.to("olivia").count("reminder") >= 4
    b.says("olivia", "ok")
    before = len(b.to("olivia"))
    b.passes(minutes=50)
    assert len(b.to("olivia")) == before


def test_evening_nobody_is_woken_for_a_manager_request_but_for_a_lawyer():
    b = Bench(now=MONDAY + timedelta(hours=11))
    b.wrote("manager", "manager_request")
    notice = next(n for n in b.notices if n.to == "anna")
    assert notice.leaves == MONDAY + timedelta(days=1), "next opening"
    b.wrote("and my lawyer", "legal_threat")
    critical = next(n for n in b.notices if n.to == "olivia")
    assert critical.leaves == b.now
    assert critical.critical


def test_who_is_away_is_passed_over_with_the_reason():
    b = Bench()
    b.absences["anna"] = Absence("anna", MONDAY + timedelta(days=3), "out-of-office answer", MONDAY)
    b.wrote("manager", "manager_request")
    assert b.to("anna") == []
    assert b.to("ben") == ["escalation"]
    assert any(e.what == "skipped" and "out-of-office" in e.because for e in b.events)
    assert any("away until Thu 09:00: " in e.because for e in b.events)


def test_a_level_where_everybody_is_away_is_skipped_at_once():
    b = Bench()
    for who in ("anna", "ben"):
        b.absences[who] = Absence(who, None, "bounced", MONDAY)
    b.wrote("manager", "manager_request")
    assert b.case is not None
    assert b.case.level == "L3"
    assert b.to("olivia") == ["escalation"]


def test_nobody_available_is_never_silence():
    b = Bench()
    for who in ("anna", "ben", "olivia"):
        b.absences[who] = Absence(who, None, "bounced", MONDAY)
    b.wrote("manager", "manager_request")
    assert b.to("anna") == b.to("ben") == ["escalation"]


def test_being_outside_own_hours_alone_never_climbs():
    from datetime import time
    from zoneinfo import ZoneInfo

    from inbox_escalator.casework.hours import Hours

    late = Hours(ZoneInfo("UTC"), windows=tuple(((time(14), time(16)),) for _ in range(7)))
    people = (Contact("anna", "Anna", "anna@acme.example", ("L2",), hours=late), *policy().contacts[2:])
    b = Bench(policy=policy(contacts=people))
    b.wrote("manager", "manager_request")
    assert b.case is not None
    assert b.case.level == "L2"
    assert b.to("anna") == ["escalation"]


def test_a_vacation_answer_of_a_contact_falls_over_now():
    b = Bench()
    b.wrote("manager", "manager_request")
    b.machine(proven(Kind.AUTO_REPLY, contact="anna", marks=(Mark("CASE-1001", "2", "anna"),)))
    assert b.to("ben") == ["escalation"]
    assert b.absences["anna"].until == b.now + timedelta(days=7)


def test_whoever_is_left_has_the_rest_of_the_window():
    b = Bench()
    b.wrote("manager", "manager_request")
    b.passes(minutes=5)
    b.machine(proven(Kind.AUTO_REPLY, contact="anna", marks=(Mark("CASE-1001", "2", "anna"),)))
    b.passes(minutes=80)
    assert b.to("ben") == ["escalation"], "ben has until the end of the two hours, not only his half"
    b.passes(minutes=36)
    assert b.case is not None
    assert b.case.level == "L3"


def test_a_hard_bounce_falls_over_now_and_a_delayed_one_is_a_note():
    b = Bench()
    b.wrote("manager", "manager_request")
    mark = (Mark("CASE-1001", "2", "anna"),)
    b.machine(proven(Kind.BOUNCE, marks=mark, bounce=Bounce(("anna@acme.example",), ("4.4.1",), temporary=True)))
    assert b.to("ben") == []
    b.machine(proven(Kind.BOUNCE, marks=mark, bounce=Bounce(("anna@acme.example",), ("5.1.1",), hard=True)))
    assert b.to("ben") == ["escalation"]
    assert b.absences["anna"].until == b.now + timedelta(days=1), "tried again after a day"
    assert "problem" in b.to("olivia"), "somebody has to correct the address"


def test_a_dead_address_at_the_top_does_not_make_it_go_round():
    """Each refusal came back as the next call, at once and for ever: 200 mails in five seconds."""
    b = Bench()
    b.wrote("my lawyer", "legal_threat")
    for number in ("2", "5", "6", "7"):
        mark = (Mark("CASE-1001", number, "olivia"),)
        b.machine(proven(Kind.BOUNCE, marks=mark, bounce=Bounce(("olivia@acme.example",), ("5.1.1",), hard=True)))
    assert b.to("olivia") == ["escalation"]
    assert b.to("anna") == b.to("ben") == ["escalation"], "nobody available is never silence: all who are there"
    assert b.to("desk") == []
    assert b.alarms() >= {Alarm.REPEAT}
    b.passes(minutes=16)
    assert b.to("olivia") == b.to("anna") == b.to("ben") == ["escalation", "reminder"]


def test_the_last_of_the_top_who_falls_out_leaves_it_to_the_others():
    b = Bench(policy(contacts=(*policy().contacts, Contact("pia", "Pia Third", "pia@acme.example", ("L3",)))))
    b.wrote("my lawyer", "legal_threat")
    b.passes(minutes=31)
    assert b.to("pia") == ["escalation"]
    mark = (Mark("CASE-1001", "4", "pia"),)
    b.machine(proven(Kind.BOUNCE, marks=mark, bounce=Bounce(("pia@acme.example",), ("5.1.1",), hard=True)))
    assert [m for m in b.to("olivia") if m != "problem"] == ["escalation", "reminder", "reminder"]
    assert b.to("desk") == []


def test_nobody_on_the_front_line_answers():
    b = Bench()
    b.wrote()
    b.passes(hours=3, minutes=5)
    assert b.to("desk") == ["l1_reminder"]
    b.passes(hours=1)
    assert b.case is not None
    assert b.case.level == "L2"
    assert b.to("anna") == ["escalation"]
    assert b.customer_got() == ["acknowledgement", "handoff"]


def test_an_answer_in_sent_gives_the_turn_away():
    b = Bench()
    b.wrote()
    b.passes(hours=1)
    b.answered()
    assert b.case is not None
    assert b.case.whose is Whose.CUSTOMER
    b.passes(hours=30)
    assert b.to("anna") == []
    assert b.case.status is Status.OPEN


def test_resolution_time_counts_only_while_it_is_our_turn():
    b = Bench()
    b.wrote()
    b.passes(hours=2)
    b.answered()
    b.passes(hours=22)
    b.wrote("still broken")
    assert b.case is not None
    timer = b.case.timer(Alarm.RESOLVE)
    assert timer is not None
    # 1bd = Monday 9 to Tuesday 9 = 8 open hours; 2 were used on Monday, 6 are left from Tuesday 9:00.
    assert timer.at == MONDAY + timedelta(days=1, hours=6)


def test_taken_and_then_silent_the_promise_still_runs():
    b = Bench()
    b.wrote("manager", "manager_request")
    b.passes(minutes=30)
    b.says("anna", "ok")
    assert "introduction" in b.customer_got()
    b.passes(hours=1, minutes=31)
    assert "missed" in b.to("anna")
    assert "update" in b.customer_got()
    b.answered()
    assert b.case is not None
    assert b.case.escalation is not None
    assert b.case.escalation.step is Step.ANSWERED
    assert b.case.escalation.in_time is False


def test_a_missed_promise_is_not_in_time_before_anybody_has_answered():
    b = Bench()
    b.wrote("manager", "manager_request")
    b.says("anna", "ok")
    b.passes(hours=1, minutes=59)
    assert b.case is not None
    assert b.case.escalation is not None
    assert b.case.escalation.in_time is None, "the promise runs"
    b.passes(minutes=2)
    assert b.case.escalation.in_time is False
    b.says("anna", "done")
    assert b.case.escalation.in_time is False


def test_each_level_that_let_its_time_pass_was_not_in_time():
    b = Bench()
    b.wrote("manager", "manager_request")
    b.passes(hours=2, minutes=1)
    assert b.case is not None
    assert [e.in_time for e in b.case.escalations] == [False, None], "L3 still has its hour"
    b.passes(hours=1)
    assert [e.in_time for e in b.case.escalations] == [False, False]


def test_where_the_customer_is_told_nothing_a_level_is_late_all_the_same():
    b = Bench()
    b.wrote("manager", "manager_request", who=Address(""))
    b.passes(hours=2, minutes=1)
    assert b.case is not None
    assert b.case.promised is None
    assert [e.in_time for e in b.case.escalations] == [False, None]


def test_a_case_that_was_taken_and_forgotten_is_late_though_nobody_was_promised_a_time():
    b = Bench()
    b.wrote("manager", "manager_request", who=Address(""))
    b.says("anna", "ok")
    b.passes(hours=2, minutes=1)
    assert b.case is not None
    assert [e.in_time for e in b.case.escalations] == [False]


def test_no_apology_while_no_answer_was_ever_seen():
    b = Bench(answers_seen=False)
    b.wrote("manager", "manager_request")
    b.says("anna", "ok")
    b.passes(hours=2, minutes=5)
    assert "missed" in b.to("anna")
    assert "update" not in b.customer_got()


def test_after_a_jump_a_case_takes_one_step_and_each_level_its_whole_time():
    b = Bench()
    b.wrote("manager", "manager_request")
    b.jumps(hours=5)
    assert b.to("ben") == ["escalation"]
    assert b.to("olivia") == []
    b.passes(minutes=59)
    assert b.to("olivia") == []
    b.passes(minutes=2)
    assert b.to("olivia") == ["escalation"]


def test_two_triggers_make_one_escalation_to_the_highest():
    b = Bench()
    b.wrote("manager and lawyer", "manager_request", "legal_threat")
    assert b.to("olivia") == ["escalation"]
    assert b.to("anna") == []
    assert b.case is not None
    assert b.case.escalation is not None
    assert b.case.escalation.triggers == ("legal_threat", "manager_request")


def test_a_trigger_at_or_below_the_level_is_added_and_told():
    b = Bench()
    b.wrote("lawyer", "legal_threat")
    b.wrote("manager", "manager_request")
    assert b.to("olivia") == ["escalation", "customer_wrote"]
    assert b.case is not None
    assert "manager_request" in b.case.tags
    assert len(b.case.escalations) == 1


def test_solo_with_one_mailbox():
    me = Contact("olivia", "Olivia", "support@acme.example", ("L2", "L3"))
    b = Bench(policy=policy(contacts=(me,)))
    b.wrote("manager", "manager_request")
    notice = next(n for n in b.notices if n.to == "olivia")
    assert notice.route is Route.INBOX
    b.passes(hours=2, minutes=5)
    assert b.to("olivia").count("escalation") == 2, "one mail a step"
    assert b.case is not None
    assert b.case.level == "L3"


def test_thanks_alone_moves_nothing():
    b = Bench()
    b.wrote()
    b.answered()
    assert b.case is not None
    timers = b.case.timers
    b.wrote("thanks!", thanks=True)
    assert b.case.timers == timers
    assert b.case.whose is Whose.CUSTOMER


def test_the_silent_customer_of_an_escalated_case_is_reminded_once_and_it_resolves():
    b = Bench()
    b.wrote("manager", "manager_request")
    b.answered()
    b.passes(hours=24 * 7 + 1)
    assert b.customer_got().count("waiting") == 1
    b.passes(hours=24 * 8)
    assert b.case is not None
    assert b.case.status is Status.RESOLVED
    assert b.customer_got()[-1] == "resolved"
    b.passes(hours=24 * 15)
    assert b.case.status is Status.CLOSED
    assert b.case.timers == ()


def test_junk_opens_only_for_critical_triggers_and_answers_nobody():
    b = Bench()
    b.wrote("hello", junk=True)
    assert b.case is None
    b.wrote("my lawyer", "legal_threat", junk=True)
    assert b.case is not None
    assert b.case.unverified
    assert not b.case.critical
    assert b.customer_got() == []
    assert b.to("olivia") == ["escalation"]


def test_an_unreachable_mailbox_escalates_and_tells_no_customer():
    b = Bench(unreachable="no route to host")
    b.wrote("hi")
    b.notices.clear()
    b.unreachable = "no route to host"
    b.passes(hours=4, minutes=20)
    assert b.to("anna") == ["escalation"]
    assert b.customer_got() == []
    assert any("cannot be read" in e.because for e in b.events)
