"""The languages of the product, each read when it first comes up."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from inbox_escalator.triage.phrase_file import Language

PACKAGED = "<packaged>"
"""In an owner's list of phrases: those that come with the product, too."""


@dataclass(frozen=True, slots=True)
class OwnPhrases:
    """What an owner's `[[trigger]]` says about words."""

    trigger: str
    phrases: tuple[str, ...] | None = None
    """None: the packaged ones; else these instead, `<packaged>` among them for both."""
    unless: tuple[str, ...] = ()

    @property
    def keeps_packaged(self) -> bool:
        return self.phrases is None or PACKAGED in self.phrases


class Library:
    """The languages of the product, with the owner's phrases in each of them."""

    def __init__(self, own: Sequence[OwnPhrases] = ()) -> None:
        self._own = tuple(own)
        self.worded = frozenset(o.trigger for o in own if o.phrases is not None)
        """Triggers for which the owner says what fires them."""
        self.owners = self.worded | {o.trigger for o in own if o.unless}
        """And those for which he says at least what does not: no other words are added to any of them."""
        self._read: dict[str, Language] = {}

    def language(self, code: str) -> Language:
        """KeyError for a language that we do not ship."""
        if code not in self._read:
            # Loaded with the first mail: it brings the phrase language and all that searches for phrases.
            from inbox_escalator.triage.phrase_file import read_language

            self._read[code] = read_language(code, self._own)
        return self._read[code]
