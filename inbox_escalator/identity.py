"""Ids and tokens: what is ours is sealed with the desk's key, and only what carries the seal is ours.

A Message-ID of ours reads `<CASE-1042.17.abcdefghijklmnop@acme.example>`: the case, the notice (the number of the event
that caused it, with `-2` for the second notice of that event), and a token bound to case, recipient, notice and verb.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import re
from collections.abc import Iterable
from dataclasses import dataclass

TOKEN_BYTES = 10
"""80 bits: guessing is hopeless, and a token of 16 letters still fits into a subject on a phone."""

CUSTOMER = "customer"
"""Stands for the case's first customer where a contact's id would stand."""

DESK = "desk"
"""Stands for the shared mailbox (the front line) where a contact's id would stand."""

HOUSE = "DESK-0"
"""Stands for the case's reference in mails and events that belong to no case."""

_OURS = re.compile(
    r"([A-Za-z][A-Za-z0-9]{0,15}-[0-9]{1,12})\.([0-9]{1,9}(?:-[0-9]{1,4})?)\.([a-z2-7]{16})(?:\.([a-z]{1,16}))?",
    re.ASCII,
)


@dataclass(frozen=True, slots=True)
class Mark:
    """One valid id of ours: this case, this notice, written to this recipient."""

    case: str
    notice: str
    contact: str
    """A contact's id, `CUSTOMER` or `DESK`."""
    verb: str = ""
    """Set in one-tap links only: the single command that the token is good for."""

    @property
    def event(self) -> int:
        """Number of the event that caused the notice."""
        return int(self.notice.partition("-")[0])


def tapped(subject: str) -> str:
    """The verb of the one-tap link whose prepared answer has this subject, whoever sealed it; ''."""
    verb, _, rest = subject.partition(" ")
    claim = _OURS.fullmatch(rest)
    return verb if claim is not None and claim[4] == verb else ""


@dataclass(frozen=True, slots=True)
class Seal:
    """The desk's secret and everything that is made with it."""

    key: bytes
    domain: str
    """Right-hand side of our Message-IDs: the domain of the desk's address."""

    def __post_init__(self) -> None:
        if len(self.key) < 16:
            raise ValueError("the desk's key is shorter than 16 bytes")

    def token(self, case: str, contact: str, notice: str, verb: str = "") -> str:
        """`base32lower(HMAC-SHA256(key, case|contact|notice|verb))`, 16 letters."""
        said = "|".join((case, contact, notice, verb)).encode()
        return base64.b32encode(hmac.digest(self.key, said, "sha256")[:TOKEN_BYTES]).decode().lower()

    def message_id(self, case: str, contact: str, notice: str) -> str:
        """The Message-ID of that notice to that recipient, in angle brackets; always the same."""
        return f"<{case}.{notice}.{self.token(case, contact, notice)}@{self.domain}>"

    def tap(self, case: str, contact: str, notice: str, verb: str) -> str:
        """What stands in the subject of a one-tap link: good for this verb only."""
        return f"{case}.{notice}.{self.token(case, contact, notice, verb)}.{verb}"

    def marks(self, text: str, recipients: Iterable[str]) -> tuple[Mark, ...]:
        """Every valid id of ours in `text`, in order. `recipients`: contact ids that it may have been written to."""
        known = (*recipients, CUSTOMER, DESK)
        # One id stands in In-Reply-To, in References and in the subject: it is read once.
        claims = {claim[0]: claim for claim in _OURS.finditer(text)}
        marks = (self._read(claim, known) for claim in claims.values())
        return tuple(dict.fromkeys(mark for mark in marks if mark is not None))

    def resembles(self, message_id: str) -> bool:
        """It reads like a Message-ID of this desk, whoever sealed it."""
        claim, _, domain = message_id.strip("<> ").rpartition("@")
        return domain.lower() == self.domain.lower() and _OURS.fullmatch(claim) is not None

    def _read(self, claim: re.Match[str], known: tuple[str, ...]) -> Mark | None:
        case, notice, token, verb = claim[1], claim[2], claim[3], claim[4] or ""
        for contact in known:
            if hmac.compare_digest(self.token(case, contact, notice, verb), token):
                return Mark(case, notice, contact, verb)
            # An id followed by a dot and more text is still that id: only the verb of a link belongs to the token.
            if verb and hmac.compare_digest(self.token(case, contact, notice), token):
                return Mark(case, notice, contact)
        return None

    def code(self, case: str, contact: str, event: int) -> str:
        """A six-digit one-time code for a command that wants a second proof."""
        said = f"code|{case}|{contact}|{event}".encode()
        return f"{int.from_bytes(hmac.digest(self.key, said, 'sha256')[:8], 'big') % 1_000_000:06d}"

    def digest(self, words: str) -> str:
        """Salted hash of words that may have to be erased: the log keeps this, never the words."""
        return hmac.new(self.key, words.encode("utf-8", "surrogatepass"), hashlib.sha256).hexdigest()
