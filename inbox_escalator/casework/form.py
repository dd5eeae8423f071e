"""The mail that asks for facts, as it comes back: filled in on top of it, between its lines, or inside of its quote."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from inbox_escalator.intake.command import ABOVE
from inbox_escalator.intake.mail import Passage, Zone

ANSWER_LETTERS = 500

_QUOTED = (Zone.QUOTED, Zone.FORWARDED)
"""A program without marks quotes a mail as others send it on, where nothing stands above."""

_AROUND = " \t\xa0\ufeff\u200b>|*"
_BULLETS = _AROUND + "-–•_"


@dataclass(frozen=True, slots=True)
class Filled:
    """What came back."""

    answers: dict[str, str]
    """Name → what stands behind or below its line, on one line; of those names that have an answer. What is written on
    top counts before what stands in the quote."""
    beside: str
    """What was written on top under no name."""


def filled(passages: Iterable[Passage], names: Iterable[str]) -> Filled:
    """Reads the form whose lines have these names."""
    form = _Form(names)
    for passage in passages:
        form.read(passage)
    said = {name: form.on_top.get(name) or form.in_quote.get(name) or [] for name in form.names}
    found = {name: on_one_line(" ".join(lines)) for name, lines in said.items() if lines}
    return Filled(found, "\n".join(form.beside).strip())


def on_one_line(words: str) -> str:
    """With an end: nobody reads a long one in a list."""
    one = " ".join(words.split())
    return one if len(one) <= ANSWER_LETTERS else f"{one[: ANSWER_LETTERS - 1]}…"


class _Form:
    """Reads passage by passage, and knows under which name it is."""

    def __init__(self, names: Iterable[str]) -> None:
        self.names = tuple(names)
        self.on_top: dict[str, list[str]] = {}
        self.in_quote: dict[str, list[str]] = {}
        self.beside: list[str] = []
        self._known = {_plain(name): name for name in self.names}
        self._current: list[str] | None = None
        self._over = False
        """The form ends at its line "write above this line"; what is quoted below it is an older mail, or a name."""

    def read(self, passage: Passage) -> None:
        zone = passage.zone
        if zone is not Zone.NEW:
            self._close_if_on_top()
        if zone is not Zone.NEW and zone not in _QUOTED:
            self._current = None
            return
        for line in passage.text.splitlines():
            self._line(line.strip(_AROUND), zone in _QUOTED)

    def _close_if_on_top(self) -> None:
        """What stands on top ends where the quote begins; an answer between two quoted lines may go on."""
        if any(self._current is lines for lines in self.on_top.values()):
            self._current = None

    def _line(self, line: str, quoted: bool) -> None:
        if quoted and self._over:
            return
        if ABOVE in line.lower():
            self._current, self._over = None, True
            return
        name, said = self._named(line)
        if name:
            self._current = self._under(name, quoted)
        if self._current is not None and said:
            self._current.append(said)
        elif not quoted and not (self.on_top or self.in_quote or self._over):
            self.beside.append(line)

    def _named(self, line: str) -> tuple[str, str]:
        """(the fact whose line this is, or '', what it says)."""
        head, _, said = line.replace("：", ":").partition(":")
        name = self._known.get(_plain(head), "")
        return (name, said.strip(_AROUND)) if name else ("", line)

    def _under(self, name: str, quoted: bool) -> list[str]:
        """The form stands below what it quotes of the customer, so the last line with a name is the form's own."""
        if not quoted:
            return self.on_top.setdefault(name, [])
        self.in_quote[name] = []
        return self.in_quote[name]


def _plain(name: str) -> str:
    """Capitals, apostrophes and blanks do not matter."""
    return " ".join(unicodedata.normalize("NFC", name).replace("’", "'").strip(_BULLETS).casefold().split())
