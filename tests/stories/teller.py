"""Tells a story to the real worker. The grammar is in tests/stories/README.md; stories are for support leads to read."""

from __future__ import annotations

import email
import email.policy
import re
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path

from inbox_escalator.casework.policy import Contact, Policy
from inbox_escalator.delivery.courier import Later
from inbox_escalator.intake.mail import Address
from inbox_escalator.triage.matrix import Rules, load_rules
from inbox_escalator.triage.people import Vip
from tests.casework import bench
from tests.world import DESK, MONDAY, Delivered, World, mail

DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
CUSTOMERS = "customer.example"


@cache
def _rules(vip: str) -> Rules:
    """The packaged rules are compiled once for all stories."""
    return load_rules(vip=Vip(tuple(vip.split()))) if vip else load_rules()


class StoryError(AssertionError):
    """What the story expected and what happened, with the line."""


class Teller:
    """One story, one world."""

    def __init__(self, path: Path, folder: Path) -> None:
        self._path = path
        self._folder = folder
        self._lines = path.read_text("utf-8").splitlines()
        self._number = 0
        self._mails = 0
        self._read: dict[str, int] = {}
        self._last_of: dict[str, str] = {}
        self._settings: dict[str, str] = {}
        self._world: World | None = None
        self._verbs: list[tuple[re.Pattern[str], Callable[..., None]]] = [
            (re.compile(pattern), act) for pattern, act in self._grammar()
        ]

    def _grammar(self) -> list[tuple[str, Callable[..., None]]]:
        who = r"(?P<who>the front line|[a-z]+)"
        return [
            (r"at (?P<day>\w{3}) (?P<hour>\d\d):(?P<minute>\d\d)(?: week (?P<week>\d))?", self._at),
            (rf'{who} writes(?P<how>[^":]*)(?: "(?P<subject>[^"]*)")?: (?P<words>.*)', self._writes),
            (rf"{who} answers (?P<whom>[a-z]+): (?P<words>.*)", self._answers_customer),
            (rf"{who} answers(?P<how>[^:]*): (?P<words>.*)", self._answers),
            (rf'expect {who} gets nothing', self._gets_nothing),
            (rf'expect {who} gets "(?P<words>[^"]*)"', self._gets),
            (rf'expect {who} got no "(?P<words>[^"]*)"', self._got_no),
            (r"expect (?:case|(?P<ref>CASE-\d+)) (?P<facts>.*)", self._case),
            (r"expect (?P<count>\d+) cases?", self._count),
            (r"the mail server (?P<state>is down|is back)", self._smtp),
            (r"the mailbox (?P<state>is down|is back)", self._imap),
            (r"the worker restarts", self._restart),
            (rf"{who} is out of office(?: until (?P<until>.*))?", self._out_of_office),
            (rf"the mail to {who} bounces", self._bounces),
        ]

    # ---------------------------------------------------------------- telling

    def tell(self) -> None:
        try:
            self._tell()
            for who in self._everybody():
                if self._unread(who):
                    raise StoryError(f"at the end {who} has a mail that nobody expected: {self._unread(who)[0][0]}")
        except StoryError as wrong:
            raise StoryError(f"{self._path.name}:{self._number}: {wrong}\n{self._timeline()}") from None
        finally:
            if self._world is not None:
                self._world.close()

    def _tell(self) -> None:
        for number, line in enumerate(self._lines, 1):
            self._number = number
            said = line.split(" # ")[0].strip()
            if number == 1 or not said or said.startswith("#"):
                continue
            if said.startswith("given "):
                name, _, value = said.removeprefix("given ").partition(": ")
                self._settings[name] = value
                continue
            self._sentence(said)

    def _sentence(self, said: str) -> None:
        for pattern, act in self._verbs:
            if found := pattern.fullmatch(said):
                act(**found.groupdict())
                return
        raise StoryError(f"no such sentence: {said}")

    @property
    def world(self) -> World:
        if self._world is None:
            self._world = World(self._folder, self._policy(), self._rules())
            self._world.ignore = tuple(self._settings.get("ignored", "").split())
            if self._world.ignore:
                self._world.restart()
        return self._world

    def _policy(self) -> Policy:
        rules = self._rules()
        policy = bench.policy(triggers=rules.triggers)
        if self._settings.get("team") == "solo":
            me = Contact("olivia", "Olivia Owner", DESK, ("L2", "L3"), role="owner")
            policy = bench.policy(triggers=rules.triggers, contacts=(me,))
        if holiday := self._settings.get("holiday"):
            from dataclasses import replace
            from datetime import date

            hours = replace(policy.hours, holidays=((date.fromisoformat(holiday.split()[0]), holiday.split()[1]),))
            policy = replace(policy, hours=hours)
        return policy

    def _rules(self) -> Rules:
        return _rules(self._settings.get("vip", ""))

    # ---------------------------------------------------------------- what happens

    def _at(self, day: str, hour: str, minute: str, week: str | None) -> None:
        moment = MONDAY.replace(hour=int(hour), minute=int(minute)) + timedelta(
            days=DAYS.index(day), weeks=int(week or 1) - 1
        )
        if self._world is None:
            self.world.clock.set(moment - timedelta(minutes=1))
            self.world.restart()
            self.world.beat()
        self.world.goes_on(moment)

    def _writes(self, who: str, how: str, subject: str | None, words: str) -> None:
        headers: list[tuple[str, str]] = []
        folder = "INBOX"
        answers = self._last_of.get(who, "") if "again" in how else ""
        address = self._address(who)
        if "as " in how:  # a forged sender
            address = self._address(how.split("as ")[1].split()[0])
        if "marked as spam" in how:
            headers.append(("X-Spam-Flag", "YES"))
        if "into junk" in how:
            folder = "Junk"
        self._post(address, words, subject=subject or "Broken", answers=answers, headers=headers, folder=folder, who=who)

    def _answers(self, who: str, how: str, words: str) -> None:
        """Answers the last mail that this person got."""
        got = self._inbox_of(who)
        if not got:
            raise StoryError(f"{who} has no mail to answer")
        subject, _, message_id, _ = got[-1]
        address = self._address(who)
        if "from " in how:
            address = how.split("from ")[1].strip()
        headers = [("Authentication-Results", "mx.acme.example; dmarc=pass")] if "with DMARC" in how else []
        if "failing DMARC" in how:
            headers = [("Authentication-Results", "mx.acme.example; dmarc=fail")]
        answers = "" if "without quoting" in how else message_id
        self._post(address, words, subject=f"Re: {subject}", answers=answers, headers=headers, who=who)

    def _answers_customer(self, who: str, whom: str, words: str) -> None:
        """A colleague answers from the mail program: it lies in Sent."""
        self._mails += 1
        raw = mail(
            f"Acme Support <{DESK}>", words, at=self.world.clock.now(), number=self._mails, to=self._address(whom),
            subject="Re: Broken", answers=self._last_of[whom],
        )  # fmt: skip
        self._last_of[f"answer to {whom}"] = f"<{self._mails}@acme.example>"
        self.world.deliver(raw, "Sent")
        self.world.beat()

    def _post(self, address: str, words: str, *, who: str, folder: str = "INBOX", **more: object) -> None:
        self._mails += 1
        words = words.replace("\\n", "\n")
        raw = mail(address, words, at=self.world.clock.now(), number=self._mails, **more)  # type: ignore[arg-type]
        self._last_of[who] = f"<{self._mails}@{address.rpartition('@')[2].strip('> ')}>"
        self.world.deliver(raw, folder)
        self.world.beat()

    def _smtp(self, state: str) -> None:
        down = state == "is down"
        self.world.server.smtp = (lambda _: Later("mail.acme.example:587 does not answer", session=True)) if down else (
            lambda _: None
        )

    def _imap(self, state: str) -> None:
        self.world.server.imap_down = "imap.acme.example:993 does not answer" if state == "is down" else ""
        self.world.beat()

    def _restart(self) -> None:
        self.world.restart()
        self.world.beat()

    def _out_of_office(self, who: str, until: str | None) -> None:
        subject, _, message_id, _ = self._inbox_of(who)[-1]
        words = f"I am out of the office{' until ' + until if until else ''}."
        headers = [("Auto-Submitted", "auto-replied")]
        self._post(self._address(who), words, subject=f"Automatic reply: {subject}", answers=message_id, headers=headers, who=who)

    def _bounces(self, who: str) -> None:
        _, _, message_id, _ = self._inbox_of(who)[-1]
        address = self._address(who).rpartition("<")[2].strip(">")
        report = (
            "From: MAILER-DAEMON@acme.example\r\nTo: support@acme.example\r\nSubject: Undelivered Mail\r\n"
            f"Message-ID: <bounce{self._mails}@acme.example>\r\nAuto-Submitted: auto-replied\r\nMIME-Version: 1.0\r\n"
            'Content-Type: multipart/report; report-type=delivery-status; boundary="b"\r\n\r\n'
            "--b\r\nContent-Type: text/plain\r\n\r\nIt could not be delivered.\r\n"
            "--b\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mx\r\n\r\n"
            f"Final-Recipient: rfc822; {address}\r\nAction: failed\r\nStatus: 5.1.1\r\n\r\n"
            f"--b\r\nContent-Type: text/rfc822-headers\r\n\r\nMessage-ID: {message_id}\r\n\r\n--b--\r\n"
        )
        self.world.deliver(report.encode())
        self.world.beat()

    # ---------------------------------------------------------------- what is expected

    def _gets(self, who: str, words: str) -> None:
        unread = self._unread(who)
        if not unread:
            raise StoryError(f'{who} has no unread mail, expected "{words}"')
        subject, text, _, _ = unread[0]
        self._read[who] = self._read.get(who, 0) + 1
        if words.casefold() not in f"{subject}\n{text}".casefold():
            raise StoryError(f'{who} got "{subject}", expected "{words}"\n{text[:600]}')

    def _gets_nothing(self, who: str) -> None:
        if unread := self._unread(who):
            raise StoryError(f'{who} got "{unread[0][0]}", expected nothing\n{unread[0][1][:600]}')

    def _got_no(self, who: str, words: str) -> None:
        for subject, text, _, _ in self._inbox_of(who):
            if words.casefold() in f"{subject}\n{text}".casefold():
                raise StoryError(f'{who} got "{subject}", which says "{words}"')

    def _case(self, ref: str | None, facts: str) -> None:
        cases = list(self.world.store.cases())
        case = self.world.store.case(ref) if ref else (cases[-1] if cases else None)
        if case is None:
            raise StoryError("there is no case")
        for fact in facts.split(", "):
            name, _, value = fact.partition(" ")
            found = {
                "level": case.level, "status": case.status.value, "turn": case.whose.value, "handler": case.handler or "nobody",
                "urgency": case.urgency.value, "trigger": value if value in case.tags else ", ".join(case.tags),
                "customer": case.customer.address, "no": "" if value not in case.tags else value,
            }.get(name)  # fmt: skip
            if name == "no":
                if found:
                    raise StoryError(f"{case.reference} has the trigger {value}")
            elif found != value:
                raise StoryError(f"{case.reference}: {name} is {found}, expected {value}")

    def _count(self, count: str) -> None:
        found = len(list(self.world.store.cases()))
        if found != int(count):
            raise StoryError(f"there are {found} cases, expected {count}")

    # ---------------------------------------------------------------- people

    def _address(self, who: str) -> str:
        contact = self.world.policy.contact(who)
        if contact is not None:
            return f"{contact.name} <{contact.address}>"
        return str(Address(f"{who}@{CUSTOMERS}", f"{who.title()} Roe"))

    def _everybody(self) -> list[str]:
        named = {name for line in self._lines for name in re.findall(r"^\s*(?:expect )?([a-z]+) (?:gets|writes|answers)", line)}
        return sorted(named & {*named, *(c.id for c in self.world.policy.contacts)} | {c.id for c in self.world.policy.contacts})

    def _inbox_of(self, who: str) -> list[tuple[str, str, str, datetime]]:
        """(subject, text, message id, when) of every mail this person got, in order."""
        contact = self.world.policy.contact(who)
        if who == "the front line" or (contact is not None and contact.address == DESK):
            stored = self.world.server.folders["INBOX"].messages.values()
            return [_opened(Delivered(m.arrived, DESK, m.raw, "")) for m in stored if b"X-Inbox-Escalator:" in m.raw]
        address = self._address(who).rpartition("<")[2].strip(">")
        return [_opened(d) for d in self.world.mails_to(address)]

    def _unread(self, who: str) -> list[tuple[str, str, str, datetime]]:
        return self._inbox_of(who)[self._read.get(who, 0) :]

    def _timeline(self) -> str:
        if self._world is None:
            return ""
        lines = [
            f"  {e.at:%a %H:%M} {e.case} {e.what:14} by {e.by:8} {e.source}→{e.target} {e.because[:90]}"
            for e in self._world.store.events()
        ]
        lines += [f"  {d.at:%a %H:%M} mail to {d.to}: {_opened(d)[0]}" for d in self._world.server.accepted]
        return "\n".join(lines)


def _opened(delivered: Delivered) -> tuple[str, str, str, datetime]:
    message = email.message_from_bytes(delivered.raw, policy=email.policy.default)
    body = message.get_body(("plain",))
    text = body.get_content() if body is not None else ""
    return str(message["Subject"]), text, str(message["Message-ID"]), delivered.at
