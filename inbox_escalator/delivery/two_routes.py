"""A second way out for alarms: when the mail server is what broke, a mail about it cannot go through it."""

from __future__ import annotations

from inbox_escalator.delivery.courier import Answer, Courier, Later
from inbox_escalator.writing.outbound import OutboundMail

ALARMS = frozenset({"problem"})
"""Templates of mails that may take the second route."""


class TwoRoutes:
    """Everything goes by the main route; an alarm that it does not take goes by the other one.

    Only `Later` changes the route: it says for certain that the main server did not accept the mail.
    """

    def __init__(self, main: Courier, second: Courier) -> None:
        self._main = main
        self._second = second

    async def deliver(self, mail: OutboundMail, copy_to: str = "") -> Answer:
        answer = await self._main.deliver(mail, copy_to)
        if isinstance(answer, Later) and mail.template in ALARMS:
            return await self._second.deliver(mail)
        return answer

    async def close(self) -> None:
        await self._main.close()
        await self._second.close()
