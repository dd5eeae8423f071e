"""What a customer answers when asked whether it is solved, and how we did, from 1 to 5."""

from __future__ import annotations

from dataclasses import dataclass

LINES_READ = 4
MOST_WORDS = 15
"""Who writes more has more to say than an answer, and somebody should read it."""

_MARKS = ".,;:!()*\"'“”„«»-–—…👍🙂😊"

_YES = frozenset({
    "yes", "yep", "yeah", "solved", "resolved", "ja", "jawohl", "gelöst", "erledigt", "oui", "résolu", "si", "sí",
    "resuelto", "sim", "resolvido", "opgelost", "risolto",
})  # fmt: skip
_NO = frozenset({"no", "nope", "nein", "non", "nee", "não", "nao", "negative", "leider"})
_NO_AND_YET = frozenset({"problem", "problems", "issue", "issues", "complaint", "complaints", "worries", "hay"})
"""Behind a "no" they say that all is well."""
_BUT = frozenset({
    "not", "still", "but", "however", "again", "never", "unfortunately", "isn't", "wasn't", "doesn't", "don't",
    "didn't", "nicht", "noch", "aber", "wieder", "leider", "nie", "kein", "keine", "pas", "encore", "toujours", "mais",
    "malheureusement",
    "no", "aún", "todavía", "pero", "nunca", "non", "ancora", "ma", "não", "ainda", "mas", "niet", "nog", "maar",
})  # fmt: skip
_OF_FIVE = frozenset({
    "of", "out", "/", "von", "sur", "de", "su", "van", "star", "stars", "sterne", "étoiles", "estrellas", "stelle",
    "points", "punkte",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Feedback:
    """An answer, as far as it is one."""

    rating: int | None = None
    """1 to 5."""
    solved: bool | None = None
    short: bool = False
    """Nothing else was said that somebody should read."""

    @property
    def bad(self) -> bool:
        return self.solved is False or (self.rating is not None and self.rating <= 2)

    @property
    def content(self) -> bool:
        """Beyond doubt: whatever is not goes to a person."""
        return self.short and not self.bad and (self.solved is True or self.rating is not None)

    def __str__(self) -> str:
        said = {None: "", True: "solved", False: "not solved"}[self.solved]
        return ", ".join(filter(None, (said, f"{self.rating} of 5" if self.rating else ""))) or "no clear answer"


def read_feedback(words: str) -> Feedback:
    """The answer in the new words of a mail: a digit, yes or no, in seven languages. Linear in their length."""
    lines = [line.strip() for line in words.splitlines() if line.strip()][:LINES_READ]
    rating = next((found for line in lines if (found := _rating(line.casefold().split()))), None)
    said = [word for line in lines for piece in line.casefold().split() if (word := piece.strip(_MARKS))]
    plain = [word for word in said if not word[:1].isdigit()]
    yes = bool(plain) and plain[0] in _YES
    no = bool(plain) and plain[0] in _NO and not _NO_AND_YET.intersection(plain[1:2])
    doubt = "?" in words or len(said) > MOST_WORDS or len(words) > 400 or not _BUT.isdisjoint(plain)
    return Feedback(rating, False if no else True if yes and not doubt else None, short=not doubt)


def _rating(pieces: list[str]) -> int | None:
    """`5`, `5/5`, `4 out of 5`, `Note: 3`; not the number of something (`3 invoices are wrong`)."""
    for place, piece in enumerate(pieces):
        digit, _, rest = piece.strip(_MARKS).partition("/")
        if digit not in ("1", "2", "3", "4", "5") or rest not in ("", "5"):
            continue
        follows = pieces[place + 1].strip(_MARKS) if place + 1 < len(pieces) else ""
        ends = not follows or piece[-1] in _MARKS or rest == "5"
        if ends or follows in _OF_FIVE:
            return int(digit)
    return None
