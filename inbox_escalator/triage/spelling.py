"""One wrong letter in a long word: `manger` for `manager`, `laywer` for `lawyer`."""

from __future__ import annotations

from collections.abc import Sequence

from inbox_escalator.triage.reading import Edit, Reading, disguised, placed

SHORTEST = 6
"""In shorter words one other letter is too often another word."""
_REMEMBERED = 20_000


class Spelling:
    """The words that must not be missed for a slip of the finger, and the honest words that look like them."""

    def __init__(self, known: frozenset[str], honest: frozenset[str]) -> None:
        self.known = frozenset(w.encode() for w in known)
        self._honest = frozenset(w.encode() for w in honest)
        self._near: dict[bytes, list[bytes]] = {}
        for word in sorted(self.known):
            if len(word) >= SHORTEST:
                for piece in _pieces(word):
                    self._near.setdefault(piece, []).append(word)
        self._judged: dict[bytes, bytes] = {}

    def meant(self, word: bytes) -> bytes:
        """The known word that this one is a slip of, or b''."""
        if word not in self._judged:
            if len(self._judged) > _REMEMBERED:
                self._judged.clear()
            self._judged[word] = self._judge(word)
        return self._judged[word]

    def _judge(self, word: bytes) -> bytes:
        if not SHORTEST - 1 <= len(word) <= 30 or word in self.known or word in self._honest or not word.isalpha():
            return b""
        if word.endswith(b"s") and word[:-1] in self.known:
            return b""
        near = (k for piece in _pieces(word) for k in self._near.get(piece, ()))
        return next((k for k in near if k[:1] == word[:1] and _one_slip(word, k)), b"")

    def corrected(self, reading: Reading, words: Sequence[bytes]) -> Reading:
        """The same passage with disguises lifted and slips mended."""
        edits = disguised(reading.folded, self.known)
        slips = {w: meant for w in words if len(w) >= SHORTEST - 1 and (meant := self.meant(w))}
        if slips:
            edits += [Edit(start, end, slips[w]) for start, end, w in placed(reading) if w in slips]
        return reading.respelt(sorted(edits, key=lambda e: e.start))


def _pieces(word: bytes) -> set[bytes]:
    """The word, and the word without each of its letters: two words one slip apart share one of these."""
    return {word, *(word[:i] + word[i + 1 :] for i in range(1, len(word)))}


def _one_slip(a: bytes, b: bytes) -> bool:
    """One letter too many, too few, another, or two exchanged."""
    if len(a) > len(b):
        a, b = b, a
    i = next((i for i, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), len(a))
    if len(a) < len(b):
        return a[i:] == b[i + 1 :]
    return a[i + 1 :] == b[i + 1 :] or (a[i : i + 2] == b[i : i + 2][::-1] and a[i + 2 :] == b[i + 2 :])
