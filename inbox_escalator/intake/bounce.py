"""Delivery reports: RFC 3464 first, then what mail servers write who never read it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import re2

from inbox_escalator.intake import bounce_words
from inbox_escalator.intake.mail import InboundMail, Zone
from inbox_escalator.intake.sender import Bounce

_LINES = 600
_LINE = 1000
_PHRASES = bounce_words.FAILED + bounce_words.DELAYED
_ENOUGH = 3
"""Weight of all signs together that makes a delivery report."""
_MOST = 20
"""Recipients of one report."""

_ADDRESS = re2.compile(r"[^\s<>()\[\]\"',;:=@]{1,64}@[A-Za-z0-9](?:[A-Za-z0-9.-]{0,190}[A-Za-z0-9])?")
_CODE = re.compile(r"(?<![\d.])([245])\.(\d{1,3})\.(\d{1,3})(?![\d.])")
_LABELS = ("recipient:", "address:", "user:")
_AROUND = " \t*<>:;.,\"'-"
"""What stands around an address on a line of its own."""


@dataclass(frozen=True, slots=True)
class _Block:
    """The fields of one recipient in a delivery status."""

    recipient: str
    action: str
    status: str
    diagnostic: str


def read_bounce(mail: InboundMail) -> Bounce | None:
    """The delivery report that `mail` is; None where it is none. A person who forwards a report has not bounced."""
    signs = _signs(mail)
    if not signs:
        return None
    whole = _lines(mail.body_text)
    blocks = [*_blocks("\n".join(mail.reports).splitlines()), *_blocks(whole)]
    told = [b for b in blocks if b.action not in ("delivered", "relayed", "expanded")]
    own = _before_the_original(whole)
    statuses = _statuses(told, own)
    words = " ".join(own).lower() + " " + " ".join(b.diagnostic.lower() for b in told)
    temporary = _is_delayed(told, statuses, mail.subject.lower(), words)
    return Bounce(
        recipients=_recipients(mail, told, own),
        statuses=statuses,
        temporary=temporary,
        hard=not temporary and _is_hard(statuses, told, words),
        because="; ".join(signs),
    )


def is_receipt(mail: InboundMail) -> bool:
    """A read receipt (RFC 8098): says that a mail was displayed or deleted, no more."""
    return "disposition-notification" in mail.header("content-type").lower()


def _signs(mail: InboundMail) -> list[str]:
    """What speaks for a delivery report; nothing where it is not enough."""
    machine, words = _signs_of_a_machine(mail), _signs_in_words(mail)
    if not machine and not words:
        return []
    text = _lines(mail.words(Zone.NEW) or mail.body_text)
    if any(_blocks("\n".join(mail.reports).splitlines())) or any(_blocks(text)):
        machine.append((1, "recipients and their status"))
    if phrase := bounce_words.first(_PHRASES, " ".join(text[:60]).lower()):
        words.append((1, f'"{phrase}"'))
    # A person may speak so, too: then it must at least name somebody who was not reached.
    own = _before_the_original(text)
    if not machine and not _by_lines(mail, own) and not _by_phrases(mail, own):
        return []
    found = [*machine, *words]
    return [said for _, said in found] if sum(weight for weight, _ in found) >= _ENOUGH else []


def _signs_of_a_machine(mail: InboundMail) -> list[tuple[int, str]]:
    """Each with its weight."""
    kind = mail.header("content-type").lower()
    found: list[tuple[int, str]] = []
    if kind.startswith("multipart/report") and not is_receipt(mail) and "feedback-report" not in kind:
        found.append((_ENOUGH, "a delivery status (RFC 3464)"))
    if mail.header("x-failed-recipients"):
        found.append((_ENOUGH, "X-Failed-Recipients"))
    if mail.header("return-path").strip() == "<>":
        found.append((1, "an empty return path"))
    if daemon := _daemon(mail):
        found.append((daemon, f"sent by {mail.sender.name or mail.sender.address}"))
        if mail.header("auto-submitted").lower().startswith("auto-"):
            found.append((1, "Auto-Submitted"))
    return found


def _signs_in_words(mail: InboundMail) -> list[tuple[int, str]]:
    return [(2, f'subject "{mail.subject[:60]}"')] if mail.subject.lower().startswith(bounce_words.SUBJECTS) else []


def _daemon(mail: InboundMail) -> int:
    local = mail.sender.address.partition("@")[0]
    name = mail.sender.name.lower()
    if local in bounce_words.DAEMONS or any(word in name for word in bounce_words.DAEMON_NAMES):
        return 2
    return 1 if local in ("postmaster", "") else 0


def _lines(text: str) -> list[str]:
    return [line[:_LINE] for line in text.splitlines()[:_LINES]]


def _blocks(lines: Iterable[str]) -> Iterator[_Block]:
    """Fields of a recipient in a delivery status (RFC 3464, section 2.3), up to a blank line."""
    fields: dict[str, str] = {}
    last = ""
    for line in [*list(lines)[:4000], ""]:
        name, colon, value = line.partition(":")
        name = name.strip().lower()
        if line[:1] in " \t" and last and line.strip() and name not in _FIELDS:
            fields[last] += " " + line.strip()[:_LINE]
            continue
        known = colon and name in _FIELDS
        if fields and (not line.strip() or (known and name in fields)):
            yield from _block(fields)
            fields = {}
        last = name if known else ""
        if known:
            fields[name] = value.strip()[:_LINE]


_FIELDS = frozenset(
    {"final-recipient", "original-recipient", "action", "status", "diagnostic-code", "x-actual-recipient"}
)


def _block(fields: dict[str, str]) -> Iterator[_Block]:
    named = _address(fields.get("original-recipient", "")) or _address(fields.get("final-recipient", ""))
    status = _CODE.search(fields.get("status", ""))
    if named or (status and "action" in fields):
        diagnostic = fields.get("diagnostic-code", "")
        action = fields.get("action", "").lower().split(" ")[0]
        yield _Block(named, action, status[0] if status else "", diagnostic)


def _address(said: str) -> str:
    """`rfc822; anna@acme.example` → the address, or ''."""
    found = _ADDRESS.search(said.rpartition(";")[2])
    return found[0].lower().rstrip(".") if found else ""


def _before_the_original(lines: list[str]) -> list[str]:
    """The report's own words: all that stands before the returned message."""
    for number, line in enumerate(lines):
        lower = line.strip().lower()
        if number and (
            lower.startswith(bounce_words.ORIGINAL_HEADERS) or bounce_words.first(bounce_words.ORIGINAL, lower)
        ):
            return lines[:number]
    return lines


def _recipients(mail: InboundMail, told: list[_Block], own: list[str]) -> tuple[str, ...]:
    """Who was not reached, by the best witness that names anybody."""
    for witness in (
        [b.recipient for b in told],
        _ADDRESS.findall(mail.header("x-failed-recipients")),
        _by_lines(mail, own),
        _by_flufl(mail),
        _by_phrases(mail, own),
    ):
        if found := tuple(dict.fromkeys(a.lower().rstrip(".") for a in witness if a))[:_MOST]:
            return found
    return ()


def _by_lines(mail: InboundMail, own: list[str]) -> list[str]:
    """Addresses that stand on a line of their own, or open one in angle brackets."""
    found = []
    for line in own:
        if "@" not in line:
            continue
        alone = line.strip(_AROUND)
        label = next((label for label in _LABELS if alone.lower().startswith(label)), "")
        alone = alone[len(label) :].strip(_AROUND)
        opens = line.strip().startswith("<") and ">" in line
        address = _ADDRESS.search(line if opens else alone)
        if address and (opens or address[0] == alone) and not _is_party(mail, address[0]):
            found.append(address[0])
    return found


def _by_phrases(mail: InboundMail, own: list[str]) -> list[str]:
    """Addresses on or right below a line that says that something failed."""
    found, near = [], 0
    for line in own:
        lower = line.lower()
        if bounce_words.first(bounce_words.FAILED + bounce_words.UNKNOWN, lower):
            near = 3
        if near > 0:
            found += [a for a in _ADDRESS.findall(line)[:_MOST] if not _is_party(mail, a)]
        near -= 1
    return found


def _is_party(mail: InboundMail, address: str) -> bool:
    """The one who reports, or the one who is told: neither was unreachable."""
    lower = address.lower()
    return lower == mail.sender.address or lower in [a.address for a in mail.to] or "postmaster@" in lower


def _by_flufl(mail: InboundMail) -> list[str]:
    """What flufl.bounce finds in the text. It raises on some mail, and is imported only when it is wanted."""
    from email.message import Message

    from flufl.bounce import _scan as flufl

    # It would write a traceback into the log for every mail that it stumbles over.
    flufl.log.disabled = True
    copy = Message()
    for name, value in mail.headers[:100]:
        if not name.startswith(("content-", "mime-")):
            copy[name] = value[:_LINE]
    copy["content-type"] = "text/plain"
    copy.set_payload("\n".join(_lines(mail.body_text)))
    try:
        temporary, permanent = flufl.all_failures(copy)
    except Exception:  # whatever it stumbles over: it then knows nothing
        return []
    found = sorted(a.decode("ascii", "replace") for a in {*temporary, *permanent})
    return [a for a in found if not _is_party(mail, a)]


def _statuses(told: list[_Block], own: list[str]) -> tuple[str, ...]:
    """The codes of the fields; a general one (x.0.0) gives way to a special one in its diagnostic."""
    found = []
    for block in told:
        special = _CODE.search(block.diagnostic)
        general = not block.status or block.status.endswith(".0.0")
        found.append(special[0] if special and general else block.status)
    if not any(found):
        found = [match[0] for line in own for match in _CODE.finditer(line)][:1]
    return tuple(dict.fromkeys(f for f in found if f))


def _is_delayed(told: list[_Block], statuses: tuple[str, ...], subject: str, words: str) -> bool:
    actions = {b.action for b in told if b.action}
    if actions:
        return actions == {"delayed"}
    if statuses and all(s.startswith("4") for s in statuses):
        return not bounce_words.first(bounce_words.GIVEN_UP, words)
    said = bounce_words.first(bounce_words.DELAYED, f"{subject} {words}")
    return bool(said) and not bounce_words.first(bounce_words.GIVEN_UP, words)


def _is_hard(statuses: tuple[str, ...], told: list[_Block], words: str) -> bool:
    """5.1.x is about the recipient's address (RFC 3463, section 3.2); x.7 and x.8 are about the sender's."""
    if bounce_words.first(bounce_words.POLICY, " ".join(b.diagnostic.lower() for b in told)):
        return False
    if any(s == "5.2.1" or (s.startswith("5.1.") and s not in ("5.1.7", "5.1.8")) for s in statuses):
        return True
    # Many servers give a general code and say it in words only.
    if any(s.startswith(("4.", "5.2.", "5.7.")) for s in statuses):
        return False
    return bool(bounce_words.first(bounce_words.UNKNOWN, words))
