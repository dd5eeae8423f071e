"""Content-Transfer-Encoding (RFC 2045, 6), read as leniently as mail programs do."""

from __future__ import annotations

import binascii
import quopri

_LETTERS = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/="
NOT_BASE64 = bytes(sorted(set(range(256)) - set(_LETTERS)))
"""What is skipped in base64."""


def unwrapped(octets: bytes, encoding: str) -> bytes:
    """The bytes that `encoding` (lower case) wraps; `octets` as they are where it is none that is known."""
    if encoding == "base64":
        return _from_base64(octets)
    if encoding == "quoted-printable":
        return quopri.decodestring(octets)
    if encoding in ("x-uuencode", "uuencode", "uue", "x-uue"):
        return _from_uu(octets)
    return octets


def _from_base64(octets: bytes) -> bytes:
    """As a mail program would: stray characters are skipped, the first padding ends it, missing padding is forgiven."""
    letters = octets.translate(None, NOT_BASE64).partition(b"=")[0]
    if len(letters) % 4 == 1:
        letters = letters[:-1]
    return binascii.a2b_base64(letters + b"=" * (-len(letters) % 4))


def _from_uu(octets: bytes) -> bytes:
    """The lines between `begin` and `end`; the text as it is where nothing can be read."""
    out: list[bytes] = []
    for line in octets.splitlines():
        if line.startswith(b"begin "):
            out.clear()
        elif line.startswith(b"end"):
            break
        else:
            try:
                out.append(binascii.a2b_uu(line))
            except binascii.Error:
                continue
    return b"".join(out) or octets
