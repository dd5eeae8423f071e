"""`back`, `false`, `mood`: corrections of a colleague, and what the case remembers of them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from inbox_escalator.casework.case import Returned, Status, Step
from inbox_escalator.casework.silence import is_silenced, silence
from inbox_escalator.intake.sender import Dmarc
from inbox_escalator.triage.sentences import around, sentences
from inbox_escalator.triage.trigger import Finding, Sentiment, Urgency
from tests.casework.bench import Bench


def escalated(*triggers: str) -> Bench:
    bench = Bench()
    bench.wrote("I want your manager", *(triggers or ("manager_request",)))
    return bench


def test_false_ends_the_escalation_and_starts_the_clock_of_the_level_before() -> None:
    b = escalated()
    b.passes(minutes=30)
    b.says("anna", "false: she is his sister")
    case = b.case
    assert case is not None
    assert (case.level, case.handler, case.urgency) == ("L1", "", Urgency.MEDIUM)
    assert case.window is not None
    assert case.window.level == "L1"
    assert case.escalations[0].returned is Returned.FALSE
    assert case.escalations[0].outcome == "false alarm"
    assert case.escalations[0].taken_by == "anna"
    assert case.tags == ()
    assert case.promised is not None, "what the customer was promised stands"


def test_the_promise_of_a_false_alarm_is_kept_or_not_all_the_same() -> None:
    b = escalated()
    b.says("anna", "false")
    b.passes(minutes=10)
    b.answered()
    assert b.case is not None
    assert b.case.promised is None
    assert b.case.escalations[0].in_time is True
    assert b.case.escalations[0].step is Step.DONE
    b.says("anna", "done")
    assert b.case.escalations[0].outcome == "false alarm"


def test_back_wants_a_reason_and_forgets_nothing() -> None:
    b = escalated()
    b.says("anna", "back")
    assert b.case is not None
    assert b.case.level == "L2"
    b.says("anna", "back: you may decide that")
    assert b.case.level == "L1"
    assert b.case.tags == ("manager_request",)
    assert b.case.silenced == ()
    assert any("you may decide that" in t.words for t in b.texts)


def test_who_may_not_take_it_may_not_send_it_back() -> None:
    b = escalated("legal_threat")
    b.says("anna", "false", dmarc=Dmarc.PASS)
    assert b.case is not None
    assert b.case.level == "L3"
    assert "only its contacts" in b.receipt()


def test_a_case_that_was_never_escalated_cannot_go_back() -> None:
    b = Bench()
    b.wrote()
    b.says("anna", "false")
    assert "was not escalated to L1" in b.receipt()


def test_false_after_a_silent_climb_marks_the_words_that_began_it() -> None:
    b = escalated()
    b.passes(hours=3)
    assert b.case is not None
    assert b.case.level == "L3"
    assert b.case.escalations[-1].triggers == ("no_response",)
    b.says("olivia", "false")
    assert b.case.level == "L1"
    assert [e.returned for e in b.case.escalations] == [Returned.FALSE, Returned.FALSE]


def test_back_after_a_silent_climb_goes_to_the_level_before() -> None:
    b = escalated()
    b.passes(hours=3)
    b.says("olivia", "back: that is yours")
    assert b.case is not None
    assert b.case.level == "L2"
    assert b.case.escalation is not None
    assert b.case.escalation.number == 1, "the first escalation runs again"
    b.says("anna", "done")
    assert b.case.escalations[0].outcome == "resolved"


def test_false_can_be_taken_back() -> None:
    b = escalated()
    before = b.case
    b.says("anna", "false")
    b.says("anna", "undo")
    assert b.case is not None
    assert before is not None
    assert (b.case.level, b.case.tags, b.case.silenced) == (before.level, before.tags, ())
    assert b.case.escalations[0].returned is Returned.NO


def test_the_same_sentence_is_silent_and_a_new_one_is_not() -> None:
    b = escalated()
    b.says("anna", "false")
    b.wrote("I want your manager", "manager_request")
    assert b.case is not None
    assert b.case.level == "L1"
    assert any(e.what == "silent" for e in b.events)
    b.wrote("Really, now I want your manager", "manager_request")
    assert b.case.level == "L2"


def test_an_alarm_that_is_already_resolved_can_still_be_marked() -> None:
    b = escalated()
    b.says("anna", "done")
    b.says("anna", "false: it was no request")
    assert b.case is not None
    assert b.case.status is Status.RESOLVED
    assert b.case.escalations[0].returned is Returned.FALSE


@pytest.mark.parametrize("felt", list(Sentiment))
def test_mood_overrules_the_words_until_the_customer_writes_again(felt: Sentiment) -> None:
    b = escalated()
    b.says("anna", f"mood {felt}")
    assert b.case is not None
    assert b.case.sentiment is felt
    assert b.case.moods[-1].by == "anna"
    assert b.case.handler == "anna"
    b.wrote("thanks for the call", sentiment=Sentiment.FRUSTRATED)
    assert b.case.sentiment is Sentiment.FRUSTRATED


def test_anger_that_a_colleague_heard_raises_the_urgency() -> None:
    b = Bench()
    b.wrote("it is broken", "manager_request")
    assert b.case is not None
    b.case = replace(b.case, urgency=Urgency.MEDIUM)
    b.says("anna", "mood angry")
    assert b.case.urgency is Urgency.HIGH


# ---------------------------------------------------------------------- what is remembered


def test_sentences_end_with_a_mark_or_an_empty_line() -> None:
    assert sentences("One. Two is\nlonger! No 3.5 here\n\nfour") == ["One.", "Two is longer!", "No 3.5 here", "four"]
    assert around("my lawyer", "Hello. My\nLawyer friend says so. Bye.") == ["My Lawyer friend says so."]
    assert around("", "Hello.") == []


def test_only_digests_are_remembered() -> None:
    b = escalated()
    assert b.case is not None
    finding = Finding("manager_request", True, "your manager", "new", "")
    kept = silence(b.case, (finding,), ("Is Sue your manager?",))
    assert len(kept) == 1
    assert "Sue" not in kept[0]
    case = replace(b.case, silenced=kept)
    assert is_silenced(case, (finding,), ("Hello! is sue YOUR manager?",))
    assert not is_silenced(case, (finding,), ("Is Sue your manager? I want your manager.",))
    assert not is_silenced(case, (finding, replace(finding, words="boss")), ("Is Sue your manager?", "The boss!"))
