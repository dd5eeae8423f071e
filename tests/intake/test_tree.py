"""The short way to the tree of parts gives the standard library's tree, and leaves to it what is not well-formed."""

from __future__ import annotations

import email
import random
from collections.abc import Iterator
from email.message import Message

import pytest

from inbox_escalator.intake import tree as short
from inbox_escalator.intake.tree import tree
from tests.servers.mailgen import corpus

RAWS = [raw for raw, _ in corpus(150)]
SPLINTERS = (
    b"\n", b"\r\n", b"\n\n", b"\r", b"--", b" ", b"\t", b":", b"boundary=", b'"', b"\x00", b"\xff", b"From x\n", b";",
    b"\r\n\r\n", b"Content-Type: multipart/mixed; boundary=x\r\n", b"Content-Type: message/rfc822\r\n",
)  # fmt: skip


def shape(message: Message) -> tuple[object, ...]:
    """All that a reader may ask of it, but for preamble and epilogue."""
    body = message.get_payload() if message.is_multipart() else message._payload  # type: ignore[attr-defined]
    parts = [shape(part) for part in body] if isinstance(body, list) else body
    return (
        message.get_unixfrom(), list(message.raw_items()), message.get_default_type(), list(map(type, message.defects)),
        parts,
    )  # fmt: skip


@pytest.fixture
def no_long_way(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_: bytes) -> Message:
        raise AssertionError("taken the long way")

    monkeypatch.setattr(short.email, "message_from_bytes", refuse)


@pytest.mark.parametrize("ends", [b"\r\n", b"\n"])
def test_gives_the_tree_of_the_standard_library(ends: bytes) -> None:
    for raw in RAWS:
        raw = raw.replace(b"\r\n", ends)
        assert shape(tree(raw)) == shape(email.message_from_bytes(raw))


@pytest.mark.usefixtures("no_long_way")
def test_takes_the_short_way_with_what_people_send() -> None:
    for raw in RAWS:
        if b"delivery-status" not in raw:
            tree(raw)


def broken(count: int) -> Iterator[bytes]:
    """Mails with something put in, taken out, doubled or cut off, most of it near blank lines and boundaries."""
    chance = random.Random(5)
    for _ in range(count):
        raw = bytearray(chance.choice(RAWS))
        for _ in range(chance.randint(1, 3)):
            at = chance.randrange(len(raw))
            near = raw.find(chance.choice((b"--", b"\r\n\r\n", b"oundary")), at)
            at = near if near >= 0 and chance.random() < 0.6 else at
            match chance.randrange(5):
                case 0 | 1:
                    raw[at:at] = chance.choice(SPLINTERS)
                case 2:
                    del raw[at : at + chance.randint(1, 6)]
                case 3:
                    raw[at:at] = raw[at : at + chance.randint(1, 200)]
                case _:
                    del raw[max(at, 1) :]
        yield bytes(raw)


def test_gives_the_same_for_what_is_broken() -> None:
    for raw in broken(4000):
        assert shape(tree(raw)) == shape(email.message_from_bytes(raw)), raw


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"\n",
        b" folded: first\nSubject: x\n\nwords\n",
        b"Subject: no blank line\n",
        b"Content-Type: multipart/mixed/x; boundary=b\n\n--b\n\nwords\n--b--\n",
        b"Content-Type: multipart/mixed; boundary=b\n\n--b\n--b\n\nwords\n--b--\n",
        b"Content-Type: multipart/mixed; boundary=b\n\n--b--\n\nwords\n",
        b"Content-Type: multipart/mixed; boundary=b\n\n--b \t\n\nwords\n--bb\nmore\n--b-- \nepilogue",
        b"Content-Type: multipart/digest; boundary=b\n\n--b\n\nSubject: inner\n\nwords\n--b--\n",
        b"Content-Type: multipart/mixed; boundary*0=b; boundary*1=c\n\n--bc\n\nwords\n--bc--\n",
        b"Content-Type: multipart/mixed; boundary=b\nContent-Transfer-Encoding: base64\n\n--b\n\nwords\n--b--\n",
        b"Content-Type: multipart/m\xefxed; boundary=b\n\n--b\n\nwords\n--b--\n",
        b"Content-Type: message/rfc822\n\nSubject: inner\n\nwords\n",
    ],
)
def test_gives_the_same_at_the_edges(raw: bytes) -> None:
    assert shape(tree(raw)) == shape(email.message_from_bytes(raw))


def test_leaves_deep_nesting_to_the_standard_library() -> None:
    raw = b"Subject: inner\n\nwords\n"
    for level in range(30):
        raw = b'Content-Type: multipart/mixed; boundary="b%d"\n\n--b%d\n%b\n--b%d--\n' % (level, level, raw, level)
    assert shape(tree(raw)) == shape(email.message_from_bytes(raw))
