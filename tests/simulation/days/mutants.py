"""Wrong rules, each a plausible slip of the hand. The laws are worth something only while they catch every one of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from unittest import mock

from inbox_escalator.beats import posting
from inbox_escalator.casework import clocks, customer, ladder, overdue, reminding
from inbox_escalator.casework.case import Alarm, Status
from inbox_escalator.casework.decision import Decision, Situation
from inbox_escalator.casework.draft import Draft
from inbox_escalator.casework.policy import Policy
from tests.simulation import mutants as orders
from tests.simulation.days.town import Town

Mutant = Callable[[Town], None]


def _nothing(*_: object, **__: object) -> None:
    return None


@contextmanager
def answers_stop_nothing() -> Iterator[None]:
    """No last look, and nothing is withdrawn: a reminder leaves after the answer."""
    with (
        mock.patch.object(posting, "no_longer_needed", return_value=""),
        mock.patch.object(reminding, "_withdraw", _nothing),
    ):
        yield


@contextmanager
def taking_stops_no_clock() -> Iterator[None]:
    """`ok` is noted, and the next contact is called all the same."""
    with mock.patch.object(clocks, "RESPONSE", ()):
        yield


@contextmanager
def catches_up_step_by_step() -> Iterator[None]:
    """After a sleep every deadline is played as if it were its own moment: level after level at once."""
    right = overdue.on_time

    def one_after_the_other(situation: Situation, policy: Policy) -> Decision:
        timer = situation.case.next_timer if situation.case else None
        then = min(situation.now, timer.at) if timer else situation.now
        return right(replace(situation, now=then, judged_until=then), policy)

    with mock.patch.object(overdue, "on_time", one_after_the_other):
        yield


@contextmanager
def closed_keeps_its_clocks() -> Iterator[None]:
    def close(draft: Draft) -> None:
        draft.disarm(Alarm.CLOSE)
        draft.event("closed", "clock", "nobody wrote again", source=draft.case.status, target=Status.CLOSED)
        draft.arm(Alarm.NEXT, draft.now.replace(year=draft.now.year + 1), "left behind")
        draft.change(status=Status.CLOSED)

    with mock.patch.dict(overdue.RINGS, {Alarm.CLOSE: close}):
        yield


@contextmanager
def nobody_waits_for_the_customer() -> Iterator[None]:
    """The turn goes to the customer, and no clock says when that has lasted too long."""
    with mock.patch.object(clocks, "start_waiting", _nothing):
        yield


@contextmanager
def taken_is_forgotten() -> Iterator[None]:
    """Whoever took it is never asked again."""
    with mock.patch.object(clocks, "watch_taken", _nothing), mock.patch.object(overdue, "watch_taken", _nothing):
        yield


@contextmanager
def climbs_to_the_top() -> Iterator[None]:
    """Silence calls the highest level, not the next one."""
    right = overdue.climb

    def climb(draft: Draft, because: str) -> None:
        above = draft.policy.above(draft.case.level)
        if above is None:
            right(draft, because)
            return
        reason = ladder.Reason(("no_response",), because, draft.case.urgency, "clock")
        ladder.step_up(draft, draft.policy.levels[-1], reason)

    with mock.patch.object(overdue, "climb", climb):
        yield


@contextmanager
def an_answer_lowers_the_case() -> Iterator[None]:
    """Once the customer was answered the case sits on the front line again."""
    right = clocks.give_turn_away

    def give(draft: Draft, at: object) -> None:
        right(draft, at)  # type: ignore[arg-type]
        draft.change(level=draft.policy.levels[0].name)

    with mock.patch("inbox_escalator.casework.answer.give_turn_away", give):
        yield


@contextmanager
def passing_calls_nobody() -> Iterator[None]:
    """`pass` takes the case from one and gives it to no other."""
    with mock.patch("inbox_escalator.casework.orders.open_window", _nothing):
        yield


@contextmanager
def further_mails_open_no_window() -> Iterator[None]:
    """The customer writes again, it is our turn, and nobody hears of it."""
    with mock.patch.object(customer, "_open_again", _nothing):
        yield


@contextmanager
def a_pile_for_monday() -> Iterator[None]:
    """Reminders that wait for working hours are never replaced by later ones."""

    def tell(draft: Draft, who: str, **more: object) -> None:
        draft.tell("reminder", who, **more)  # type: ignore[arg-type]

    with mock.patch.object(overdue, "tell_reminder", tell), mock.patch("inbox_escalator.casework.updates.tell_reminder", tell):
        yield


RULES = (
    answers_stop_nothing, taking_stops_no_clock, catches_up_step_by_step, closed_keeps_its_clocks,
    nobody_waits_for_the_customer, taken_is_forgotten, climbs_to_the_top, an_answer_lowers_the_case,
    passing_calls_nobody, further_mails_open_no_window, a_pile_for_monday,
)  # fmt: skip
"""Rules of casework, wrong for the whole month."""


def bookmark_before_the_case(town: Town) -> None:
    """The bookmark goes ahead in a commit of its own: a crash in between loses the mail."""
    orders.bookmark_before_the_case(town)  # type: ignore[arg-type]


def send_before_the_intent(town: Town) -> None:
    """SMTP first, TRYING afterwards."""
    orders.send_before_the_intent(town)  # type: ignore[arg-type]


def send_again_when_in_doubt(town: Town) -> None:
    """A lost answer is taken as a refusal."""
    orders.send_again_when_in_doubt(town)  # type: ignore[arg-type]


ORDERS: Sequence[Mutant] = (bookmark_before_the_case, send_before_the_intent, send_again_when_in_doubt)
"""Orders of work, wrong in every process of the month."""
