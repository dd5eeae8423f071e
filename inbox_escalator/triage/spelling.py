"""One wrong letter in a long word: `manger` for `manager`, `laywer` for `lawyer`."""

from __future__ import annotations

from collections.abc import Set

from inbox_escalator.triage.reading import Edit, Reading, disguised, placed

SHORTEST = 6
"""In shorter words one other letter is too often another word."""
_LONGEST = 30
_REMEMBERED = 20_000


class Spelling:
    """The words that must not be missed for a slip of the finger, and the honest words that look like them."""

    def __init__(self, known: frozenset[str], honest: frozenset[str]) -> None:
        self.known = frozenset(w.encode() for w in known)
        self._meant = _Meant(self.known, frozenset(w.encode() for w in honest))

    def meant(self, word: bytes) -> bytes:
        """The known word that this one is a slip of, or b''."""
        return self._meant[word]

    def corrected(self, reading: Reading, said: Set[bytes]) -> Reading:
        """The same passage with disguises lifted and slips mended. `said`: its words."""
        edits = disguised(reading.folded, self.known, said)
        meant = self._meant
        slips = [w for w in said if meant[w]]
        if slips:
            edits += [Edit(start, end, meant[w]) for start, end, w in placed(reading) if w in slips]
        return reading.respelt(sorted(edits, key=lambda e: e.start)) if edits else reading


class _Meant(dict[bytes, bytes]):
    """Word → the known word that it is a slip of, or b''; judged as words are met."""

    def __init__(self, known: frozenset[bytes], honest: frozenset[bytes]) -> None:
        super().__init__()
        self._known, self._honest = known, honest
        self._near: dict[bytes, list[bytes]] = {}
        for word in sorted(known):
            if len(word) >= SHORTEST:
                for piece in _pieces(word):
                    self._near.setdefault(piece, []).append(word)

    def __missing__(self, word: bytes) -> bytes:
        if len(word) > _LONGEST:
            return b""
        if len(self) > _REMEMBERED:
            self.clear()
        self[word] = meant = self._judge(word)
        return meant

    def _judge(self, word: bytes) -> bytes:
        if len(word) < SHORTEST - 1 or word in self._known or word in self._honest:
            return b""
        if not word.isalpha() or (word.endswith(b"s") and word[:-1] in self._known):
            return b""
        near = (k for piece in _pieces(word) for k in self._near.get(piece, ()))
        return next((k for k in near if k[:1] == word[:1] and _one_slip(word, k)), b"")


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
