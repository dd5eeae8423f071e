"""What a colleague can say to us, understood; command.py reads it."""

from __future__ import annotations

from dataclasses import dataclass

from inbox_escalator.intake.mail import Attachment


@dataclass(frozen=True, slots=True)
class Command:
    """A command as understood."""

    verb: str
    """Canonical: the `name` of its row in `verbs.VERBS`, such as `ok`, `done`, `hold-off`."""
    argument: str = ""
    """The one argument that its row names: amount, time, contact (its id where it is known) or case."""
    text: str = ""
    """Free text after the colon, to the end of the person's own words."""
    said: str = ""
    """The first line as written."""
    below: str = ""
    """What stands below a command that takes no text: nobody's command, and never for the customer."""
    files: tuple[Attachment, ...] = ()
    """What was attached to a text for the customer."""
    message_id: str = ""
    """The mail in which these lie."""


@dataclass(frozen=True, slots=True)
class FreeText:
    """A human wrote more than a word: takes the case, is kept as a note, never goes to the customer."""

    words: str


@dataclass(frozen=True, slots=True)
class Unclear:
    """A lone word that we do not know: does nothing, and is answered with what was meant."""

    word: str
    meant: str = ""


@dataclass(frozen=True, slots=True)
class Code:
    """Six digits: the one-time code of a command that waits."""

    digits: str


Said = Command | FreeText | Unclear | Code
