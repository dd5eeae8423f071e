"""A colleague's word about no case: `away`, `here`, `list`. Proven at once, or by a one-time code that comes back."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta

from inbox_escalator.casework.authority import Right, right_without_case
from inbox_escalator.casework.decision import HOUSE, NOTHING, Absence, Decision, Event, Notice, Route, Situation
from inbox_escalator.casework.incoming import Incoming
from inbox_escalator.casework.policy import Contact, Policy
from inbox_escalator.casework.presence import TEMPLATE, absence_of, away_line, here_line, listed, until_when
from inbox_escalator.identity import CUSTOMER, DESK
from inbox_escalator.intake.command import read_command
from inbox_escalator.intake.said import Code, Command
from inbox_escalator.intake.sender import Sender
from inbox_escalator.intake.verbs import WITHOUT_CASE

RECENT = timedelta(hours=1)
"""So long a code is good, and so long what was said is counted."""

MOST_CODES = 3
"""Codes that one contact is sent within the hour: whoever writes in that name fills no mailbox, and guesses little."""

MOST_ANSWERS = 20
"""Answers to one contact within the hour: a machine that answers each of them comes to an end."""

ASKED, TRIED, OBEYED = "code asked", "code tried", "asked"


def on_word(incoming: Incoming, contact: Contact, situation: Situation, policy: Policy) -> Decision | None:
    """What follows from a word without a case, or from the code that comes back for one; None where it is neither."""
    said, reply = incoming.said, _Reply(contact, situation, policy)
    if isinstance(said, Code):
        return _redeem(said, incoming, reply)
    if not isinstance(said, Command) or said.verb not in WITHOUT_CASE:
        return None
    match right_without_case(incoming, contact, policy):
        case Right.ALL:
            return _obey(said, reply)
        case Right.CODE:
            return _ask_for_code(said, reply)
        case _:
            return NOTHING


def colleague(sender: Sender, policy: Policy) -> Contact | None:
    """One of `staff` who is no contact, as somebody of the front line; None for anybody else, the desk itself too."""
    address = sender.address.address
    if not sender.staff or sender.contact or address in (policy.desk_address, *policy.desk_aliases):
        return None
    return Contact(address, sender.address.name or address, address, (policy.levels[0].name,))


@dataclass(slots=True)
class _Reply:
    """A decision of the house in the making: its events are numbered, its mails go to one contact."""

    contact: Contact
    situation: Situation
    policy: Policy
    events: list[Event] = field(default_factory=list)
    notices: list[Notice] = field(default_factory=list)

    def event(self, what: str, because: str, target: str = "") -> int:
        number = self.situation.house_events + len(self.events) + 1
        self.events.append(Event(HOUSE, number, self.situation.now, what, self.contact.id, because, target=target))
        return number

    def tell(self, template: str, text: str, lines: tuple[str, ...] = ()) -> None:
        route = Route.INBOX if self.policy.own_mailbox(self.contact) else Route.SMTP
        number = self.events[-1].number
        to = DESK if self.is_colleague else self.contact.id
        text, lines = ("\n".join((text, *lines)), ()) if self.is_colleague else (text, lines)  # without links
        self.notices.append(
            Notice(template, to, self.contact.address, HOUSE, number, route=route, text=text, lines=lines)
        )

    @property
    def is_colleague(self) -> bool:
        """No contact: commands nothing, and has no turn that others could take."""
        return self.policy.contact(self.contact.id) is None

    def recent(self, what: str) -> list[Event]:
        """What that contact did within the hour."""
        return [e for e in self.situation.house_recent if e.what == what and e.by == self.contact.id]

    def decision(self, *, away: tuple[Absence, ...] = (), back: tuple[str, ...] = ()) -> Decision:
        return Decision(events=tuple(self.events), notices=tuple(self.notices), absences=away, present=back)


def _ask_for_code(said: Command, reply: _Reply) -> Decision:
    """The command line stands on the log; the code is made of the event's number."""
    if len(reply.recent(ASKED)) >= MOST_CODES:
        return NOTHING
    reply.event(ASKED, _words(said))
    reply.tell("code", _words(said))
    return reply.decision()


def _redeem(code: Code, incoming: Incoming, reply: _Reply) -> Decision | None:
    """The answer names the notice that asked (its token); one try, for six digits are not many."""
    holder = CUSTOMER if reply.is_colleague else reply.contact.id
    marks = [m for m in incoming.sender.marks if m.case == HOUSE and m.contact == holder]
    asked = next((e for m in marks for e in reply.recent(ASKED) if e.number == m.event), None)
    if asked is None:
        return None
    if any(e.target == str(asked.number) for e in reply.recent(TRIED)):
        return NOTHING
    right = dict(reply.situation.codes).get(asked.number, "")
    late = reply.situation.now - asked.at > RECENT
    said = read_command(asked.because)
    reply.event(TRIED, "right" if right == code.digits else "wrong", target=str(asked.number))
    if late or not right or right != code.digits or not isinstance(said, Command):
        template = TEMPLATE if reply.is_colleague else "receipt"
        reply.tell(template, "That code is wrong or too old; nothing was done. Send the command again.")
        return reply.decision()
    return _obey(said, reply)


def _obey(said: Command, reply: _Reply) -> Decision:
    if len(reply.recent(OBEYED)) >= MOST_ANSWERS:
        return NOTHING
    reply.event(OBEYED, _words(said))
    match said.verb:
        case "away" | "here" if reply.is_colleague:
            reply.tell(TEMPLATE, "You are no contact of this desk, so nothing waits for you; nothing was done.")
            return reply.decision()
        case "away":
            return _away(said, reply)
        case "here":
            return _here(reply)
        case _:
            return _list(reply)


def _away(said: Command, reply: _Reply) -> Decision:
    now, hours = reply.situation.now, reply.policy.hours
    absence = absence_of(reply.contact, said, now, hours)
    if isinstance(absence, str):
        reply.tell(TEMPLATE, _sentence(absence))
        return reply.decision()
    reply.event("away", until_when(absence, hours), target=reply.contact.id)
    reply.tell(TEMPLATE, _sentence(away_line(absence, hours)))
    return reply.decision(away=(absence,))


def _here(reply: _Reply) -> Decision:
    was_away = reply.contact.id in reply.situation.absences
    if was_away:
        reply.event("back", "said here", target=reply.contact.id)
    reply.tell(TEMPLATE, _sentence(here_line(was_away=was_away)))
    return reply.decision(back=(reply.contact.id,) if was_away else ())


def _list(reply: _Reply) -> Decision:
    """Whoever asks for the list has written to us, and is there again, unless a date was said."""
    text, lines = listed(reply.situation.open_cases, reply.contact.id, reply.policy, reply.situation.now)
    absence = reply.situation.absences.get(reply.contact.id)
    back = absence is not None and not absence.stays
    if back:
        reply.event("back", "wrote to us", target=reply.contact.id)
    reply.tell(TEMPLATE, text, lines)
    return reply.decision(back=(reply.contact.id,) if back else ())


def _words(said: Command) -> str:
    """The command in our own words, which are read again when its code comes back."""
    return f"{said.verb} until {said.argument}" if said.argument else said.verb


def _sentence(line: str) -> str:
    return line[:1].upper() + line[1:]
