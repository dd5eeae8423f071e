"""Under which number a row lies. It follows from what the row is looked up by, so no index must be built or kept.

A case lies under its own number. Its events and texts lie under numbers that start with the case's: event 17 of
CASE-1042 under 1042000000017. Everything else lies under a hash of its key.
"""

from __future__ import annotations

from functools import lru_cache
from hashlib import blake2b

_ROOM = 1_000_000_000
"""Events, or texts, that a case has room for."""


def case_number(reference: str) -> int:
    """`CASE-1042` → 1042, and 0 for the house. ValueError where there is no number."""
    prefix, dash, digits = reference.rpartition("-")
    if not (prefix and dash and digits.isascii() and digits.isdigit()):
        raise ValueError(f"{reference!r} is no reference of a case: it has no number, as CASE-1042 has")
    return int(digits)


def part_number(case: int, part: int) -> int:
    """Of the n-th event or text of a case, from 1."""
    if not 0 < part < _ROOM:
        raise ValueError(f"number {part} has no room in a case")
    return case * _ROOM + part


@lru_cache(512)
def key_number(kind: str, *key: str) -> int:
    """128 bits of hash: nobody finds two keys with the same number, not even on purpose."""
    said = "\0".join((kind, *key)).encode("utf-8", "surrogatepass")
    return int.from_bytes(blake2b(said, digest_size=16).digest(), "big")
