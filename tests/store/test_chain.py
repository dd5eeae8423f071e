"""Whoever changes the log is found."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from hashlib import sha256
from pathlib import Path

import pytest

from inbox_escalator.casework.decision import HOUSE, Decision, Text, Voice
from inbox_escalator.identity import Seal
from inbox_escalator.store.chain import verify
from inbox_escalator.store.store import CaseReader, Sealed
from inbox_escalator.store.texts import ERASED, LEFT_OUT
from inbox_escalator.store.tiny import open_reader, open_store
from tests.store.disks import NoSync
from tests.store.making import event, opened, step, text

SEAL = Seal(b"k" * 32, "acme.example")


@pytest.fixture
def reader(tmp_path: Path) -> CaseReader:
    with open_store(tmp_path, seal_digest=SEAL.digest, disk=NoSync()) as store:
        for number in (1001, 1002):
            with store.turn() as turn:
                turn.record(opened(f"CASE-{number}", events=2))
        with store.turn() as turn:
            turn.record(Decision(events=(event(HOUSE, 1),)))
            turn.record(step(turn, "CASE-1001"))
    return open_reader(tmp_path)


@dataclass
class Tampered:
    """The reader, with another log or other words."""

    reader: CaseReader
    log: Callable[[list[Sealed]], list[Sealed]] = list
    words: Callable[[Text], Text] = lambda text: text

    def chain(self) -> Iterator[Sealed]:
        return iter(self.log(list(self.reader.chain())))

    def texts(self, reference: str) -> tuple[Text, ...]:
        return tuple(map(self.words, self.reader.texts(reference)))

    def __getattr__(self, name: str) -> object:
        return getattr(self.reader, name)


def test_an_untouched_log_holds(reader: CaseReader) -> None:
    heads = [sealed.chain for sealed in reader.chain()]
    assert heads[-1] == reader.chain_head()
    assert verify(reader, heads, SEAL.digest) == ()


def test_anybody_can_check_the_chain_with_sha256_alone(reader: CaseReader) -> None:
    before = "0" * 64
    for sealed in reader.chain():
        canonical = json.dumps(json.loads(sealed.said), sort_keys=True, separators=(",", ":"), ensure_ascii=False)
        before = sha256(before.encode() + canonical.encode()).hexdigest()
        assert sealed.chain == before


def rechained(log: list[Sealed]) -> list[Sealed]:
    before, made = "0" * 64, []
    for sealed in log:
        before = sha256(before.encode() + sealed.said).hexdigest()
        made.append(replace(sealed, chain=before))
    return made


@pytest.mark.parametrize(
    ("what", "change"),
    [
        ("a word", lambda log: [replace(log[0], said=log[0].said.replace(b"opened", b"closed")), *log[1:]]),
        ("a hash", lambda log: [*log[:2], replace(log[2], chain="0" * 64), *log[3:]]),
        ("one taken out", lambda log: log[:2] + log[3:]),
        ("one added", lambda log: [*log[:3], log[2], *log[3:]]),
        ("two that changed places", lambda log: [log[0], log[2], log[1], *log[3:]]),
        ("the end taken off", lambda log: log[:-1]),
        ("the beginning taken off", lambda log: log[1:]),
        ("one taken out, made anew", lambda log: rechained(log[:2] + log[3:])),
        ("another order, made anew", lambda log: rechained([log[2], log[3], log[0], log[1], *log[4:]])),
        ("a whole case, made anew", lambda log: rechained([s for s in log if s.event.case != "CASE-1002"])),
    ],
    ids=lambda what: what if isinstance(what, str) else "",
)
def test_every_change_of_the_log_is_found(reader: CaseReader, what: str, change) -> None:
    assert verify(Tampered(reader, change), [reader.chain_head()]) != (), what  # type: ignore[arg-type]


def test_every_flipped_byte_of_the_log_is_found(reader: CaseReader) -> None:
    log = list(reader.chain())
    for place, sealed in enumerate(log):
        for at in range(len(sealed.said)):
            said = sealed.said[:at] + bytes([sealed.said[at] ^ 1]) + sealed.said[at + 1 :]
            changed = [*log[:place], replace(sealed, said=said), *log[place + 1 :]]
            assert verify(Tampered(reader, lambda _, changed=changed: changed)) != ()  # type: ignore[arg-type]


def test_words_that_were_changed_are_found_and_erased_ones_are_not(reader: CaseReader) -> None:
    changed = Tampered(reader, words=lambda text: replace(text, words="It never broke."))
    problems = verify(changed, digest=SEAL.digest)  # type: ignore[arg-type]
    assert problems == tuple(f"event 1 of CASE-{n}: its words are not those that were written" for n in (1001, 1002))
    for gone in (ERASED, LEFT_OUT):
        erased = Tampered(reader, words=partial(replace, words=gone))
        assert verify(erased, digest=SEAL.digest) == ()  # type: ignore[arg-type]


def test_words_that_were_cut_still_carry_their_hash(tmp_path: Path) -> None:
    long = text(words="a long story. " * 2000, voice=Voice.CUSTOMER)
    with open_store(tmp_path, seal_digest=SEAL.digest, disk=NoSync()) as store:
        with store.turn() as turn:
            turn.record(replace(opened(), texts=(long, replace(long, words="and more"))))
        assert len(store.events("CASE-1001")[0].digest) == 64
        assert verify(store, digest=SEAL.digest) == ()


def test_a_case_that_disagrees_with_the_log_is_found(reader: CaseReader) -> None:
    gone = Tampered(reader)
    gone.cases = lambda: [case for case in reader.cases() if case.reference != "CASE-1002"]  # type: ignore[attr-defined]
    assert verify(gone) == ("CASE-1002: the log knows it, but the case is gone",)  # type: ignore[arg-type]
    older = Tampered(reader)
    older.cases = lambda: [replace(case, events=1) for case in reader.cases()]  # type: ignore[attr-defined]
    assert len(verify(older)) == 2  # type: ignore[arg-type]
