"""Who is named in From, To, Cc and Reply-To; read by mail-parser, and checked by the standard library."""

from __future__ import annotations

import re
from collections.abc import Sequence
from email.errors import MisplacedEnvelopeHeaderDefect
from email.message import Message
from email.utils import getaddresses
from functools import lru_cache

import mailparser

from inbox_escalator.intake.bounds import Limits
from inbox_escalator.intake.header import one_line, repaired, shortened, words_decoded
from inbox_escalator.intake.mail import Address

_NAMES = ("from", "to", "cc", "reply-to")
_VALUE_CHARS = 32_768
"""An address header is read up to here."""
_REPEATED = 4
"""Lines of one header that are read."""
_ANGLES = re.compile(r"<\s{0,9}([^<>\s:;,@\"()]{1,320}@[^<>\s:;,@\"()]{1,255})\s{0,9}>")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_NOT_PLAIN = re.compile(r"[:;]")
"""A group (RFC 6854), or a source route: others may read another address there."""
_SET_ASIDE = re.compile(r'"(?:[^"\\]|\\.){0,200}"|\([^()]{0,200}\)')
"""Quoted strings and comments."""
_SHORT = 400
"""Letters of a header line that is remembered."""
_BARE = re.compile(r"[^\s<>\"(),;:]{1,64}@[^\s<>\"(),;:@]{1,255}")


class People:
    """The address headers of one message. mail-parser sees these headers only: its walk through the parts would join
    the words of attached messages to the customer's, and fails on some of them."""

    def __init__(self, message: Message, limits: Limits) -> None:
        self._limits = limits
        self._raw: dict[str, list[str]] = {name: [] for name in _NAMES}
        self._odd = _second_from(message)
        for name, raw in message.raw_items():
            if (lower := name.lower()) in self._raw:
                value = str(raw)
                self._odd |= lower == "from" and (len(value) > _VALUE_CHARS or _CONTROL.search(value) is not None)
                self._raw[lower].append(repaired(shortened(lower, value, _VALUE_CHARS)))
        self.problems: list[str] = []
        self._read = {name: self._addresses(name, found) for name, found in self._parsed().items()}
        if len(self._raw["from"]) > 1:
            self.problems.append("It has more than one From header.")

    def of(self, name: str) -> tuple[Address, ...]:
        """The mailboxes of all lines of that header."""
        return self._read.get(name, ())

    def agreed(self) -> str:
        """The From address, where one header names exactly one and both parsers read the same; else ''."""
        lines, senders = self._raw["from"], self.of("from")
        if self._odd or len(lines) != 1 or len(senders) != 1 or not senders[0].address:
            return ""
        if _NOT_PLAIN.search(_SET_ASIDE.sub(" ", lines[0])):
            return ""
        seen = _seen(lines[0]) if len(lines[0]) <= _SHORT else _seen_by_standard_library(lines[0])
        return senders[0].address if seen == (senders[0].address,) else ""

    def _parsed(self) -> dict[str, list[tuple[str, str]]]:
        """What mail-parser reads in each header, by name; of headers that stand there twice it reads only the first,
        so each further line is given to it as a header of its own."""
        found: dict[str, list[tuple[str, str]]] = {}
        for round_ in range(_REPEATED):
            lines = {name: values[round_] for name, values in self._raw.items() if len(values) > round_}
            if not lines:
                break
            for name, line in lines.items():
                found.setdefault(name, []).extend(_read_by_mail_parser(name, line) or self._lenient(name, line))
        return found

    def _lenient(self, name: str, value: str) -> list[tuple[str, str]]:
        """What stands in angle brackets, else what looks like an address."""
        found = _ANGLES.findall(value)[-1:] if name == "from" else _ANGLES.findall(value)
        found = found or _BARE.findall(value)
        if name == "from" and value.strip():
            self.problems.append("Its From header is not one plain address.")
        return [("", address) for address in found]

    def _addresses(self, name: str, pairs: list[tuple[str, str]]) -> tuple[Address, ...]:
        if len(pairs) > self._limits.addresses:
            self.problems.append(f"Its {name.title()} header names more than {self._limits.addresses} addresses.")
        found = []
        for said, address in pairs[: self._limits.addresses]:
            found.append(Address(one_line(address).replace(" ", "").lower()[:320], self._name(said)))
        return tuple(found)

    def _name(self, said: str) -> str:
        return one_line(words_decoded(said, self._limits.encoded_words))[:200]


def _second_from(message: Message) -> bool:
    """`From : eve@evil.example`, which our parser takes for the divider of an mbox and a mail server for a From."""
    divider = str(message.get_unixfrom() or "")
    return divider[4:].lstrip().startswith(":") or any(
        isinstance(defect, MisplacedEnvelopeHeaderDefect) for defect in message.defects
    )


class _Addresses(mailparser.MailParser):  # type: ignore[misc]  # it publishes no types
    """mail-parser without the two dictionaries of everything that it else builds at once: a seventh of our time."""

    def _make_mail(self, complete: bool = True) -> dict[str, object]:
        return {"complete": complete}


def _read_by_mail_parser(name: str, line: str) -> Sequence[tuple[str, str]]:
    """A desk's address stands in each of its mails, a customer's in many: what is short is remembered."""
    return _remembered(name, line) if len(line) <= _SHORT else _read_one(name, line)


def _read_one(name: str, line: str) -> tuple[tuple[str, str], ...]:
    head = Message()
    head.set_raw(name, line)
    try:
        return tuple(_Addresses(head).__getattr__(name))
    except Exception:  # a hostile header: the lenient way reads it
        return ()


def _seen_by_standard_library(line: str) -> tuple[str, ...]:
    """The addresses of a line, lower case."""
    try:
        return tuple(address.lower() for _, address in getaddresses([line]))
    except (ValueError, IndexError, RecursionError):
        return ()


_remembered = lru_cache(1024)(_read_one)
_seen = lru_cache(1024)(_seen_by_standard_library)
