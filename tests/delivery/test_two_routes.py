"""Alarms have a second way out; nothing else takes it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from inbox_escalator.delivery.courier import Answer, Later, Never, Sent, Unsure
from inbox_escalator.delivery.dispatch import InlineDispatch
from inbox_escalator.delivery.two_routes import TwoRoutes
from inbox_escalator.writing.outbound import OutboundMail
from tests.delivery.letters import letter


class Route:
    def __init__(self, answer: Answer) -> None:
        self.answer = answer
        self.heard: list[str] = []
        self.closed = False

    async def deliver(self, mail: OutboundMail, copy_to: str = "") -> Answer:
        self.heard.append(mail.template)
        return self.answer

    async def close(self) -> None:
        self.closed = True


@pytest.mark.parametrize(
    ("template", "main", "takes_the_second"),
    [
        ("problem", Later("no server"), True),
        ("problem", Sent("Q1"), False),
        ("problem", Unsure("cut"), False),
        ("problem", Never("550 5.1.1"), False),
        ("escalation", Later("no server"), False),
    ],
)
def test_only_an_alarm_that_was_certainly_not_taken(template: str, main: Answer, takes_the_second: bool) -> None:
    first, second = Route(main), Route(Sent("Q2"))
    post = InlineDispatch(TwoRoutes(first, second))
    post.submit(replace(letter(), template=template))
    [(_, answer)] = post.collect()
    assert bool(second.heard) == takes_the_second
    assert answer == (Sent("Q2") if takes_the_second else main)
    post.close()
