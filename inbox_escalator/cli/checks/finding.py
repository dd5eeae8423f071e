"""What a check found: one line, with the remedy where something is wrong."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Grade(StrEnum):
    OK = "ok"
    NOTE = "note"
    """Works, and should be known."""
    WRONG = "wrong"


@dataclass(frozen=True, slots=True)
class Finding:
    grade: Grade
    what: str
    """The subject: `IMAP log-in`."""
    said: str
    remedy: str = ""

    def __str__(self) -> str:
        remedy = f" -> {self.remedy}" if self.remedy else ""
        return f"{self.grade.value:<6}{self.what}: {self.said}{remedy}"


def ok(what: str, said: str) -> Finding:
    return Finding(Grade.OK, what, said)


def note(what: str, said: str, remedy: str = "") -> Finding:
    return Finding(Grade.NOTE, what, said, remedy)


def wrong(what: str, said: str, remedy: str) -> Finding:
    return Finding(Grade.WRONG, what, said, remedy)
