"""What a turn costs does not grow with the store. Counted, not timed, so that a busy machine changes nothing."""

from __future__ import annotations

import sys
import tracemalloc
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

from inbox_escalator.casework.decision import Decision
from inbox_escalator.store.journal import records
from inbox_escalator.store.loading import JOURNAL
from inbox_escalator.store.store import CaseStore, Customer
from inbox_escalator.store.tiny import open_reader, open_store
from inbox_escalator.writing.outbound import State
from tests.store.disks import NoSync
from tests.store.making import NOW, at, bookmark, case, event, inbound, mail, opened, step, text

WORDS = "I am writing to you since the thing that I bought does not work. " * 12


def one_message(store: CaseStore, uid: int) -> None:
    """All that the worker asks and writes for a message that opens a case, and its two mails on their way."""
    key = str(uid)
    with store.turn() as turn:
        reference = turn.next_reference("CASE")
        mails = [mail(f"{reference}.{n}", reference, raw="X-Line: words\r\n" * 400, event=n) for n in (1, 2)]
        assert not turn.handled(inbound(key).copy_key)
        assert turn.known(inbound(key).mail_key) is turn.same_sender(f"<{key}@example.com>", "carla@example.com") is None
        assert turn.case_of([f"<{key}@example.com>"]) == ""
        assert turn.texts(reference) == turn.outbox_of(reference) == ()
        made = case(reference, 2, at(uid % 500), messages=(f"<{key}@example.com>",))
        events = (event(reference, 1), event(reference, 2, "escalated"))
        turn.record(Decision(made, events, texts=(text(reference, words=WORDS),)), mails, inbound(key), bookmark(uid))
        turn.put_customer(f"{key}@example.com", Customer(NOW, (NOW,), 1))
    assert store.next_timer() is not None
    assert len(store.mail_due(NOW)) == 2
    with store.group():
        for sent in mails:
            with store.turn() as turn:
                turn.put_mail(replace(sent, state=State.SENT, sent_at=NOW, queue_id="2.0.0 Ok: queued as 4F1A2B"))


def fill(store: CaseStore, first: int, last: int) -> None:
    for uid in range(first, last):
        one_message(store, uid)


def calls_of_one_message(store: CaseStore, uid: int) -> int:
    """Functions called, in Python and in C."""
    calls = 0

    def count(frame: object, what: str, argument: object) -> None:
        nonlocal calls
        calls += what in ("call", "c_call")

    sys.setprofile(count)
    try:
        one_message(store, uid)
    finally:
        sys.setprofile(None)
    return calls


def test_a_message_costs_the_same_in_a_store_thirty_times_as_large(tmp_path: Path) -> None:
    with open_store(tmp_path, disk=NoSync()) as store:
        fill(store, 0, 50)
        small = calls_of_one_message(store, 50)
        fill(store, 51, 1500)
        assert calls_of_one_message(store, 1500) <= small * 1.02


def test_a_start_does_not_look_through_what_is_done(tmp_path: Path) -> None:
    with open_store(tmp_path, disk=NoSync()) as store:
        fill(store, 0, 300)
    decoded: list[str] = []


    store = open_store(tmp_path, disk=NoSync())
    for shelf in vars(store._shelves).values():
        shelf.decode = lambda row, decode=shelf.decode, name=shelf.name: decoded.append(name) or decode(row)
    assert store.mail_due(NOW) == store.mail_trying() == []
    assert store.bookmark("me", "INBOX") == bookmark(299)
    assert decoded == ["bookmarks"]
    store.close()


def test_a_row_that_does_not_change_is_not_written_again(tmp_path: Path) -> None:
    store = open_store(tmp_path, disk=NoSync())
    with store.turn() as turn:
        turn.record(opened(), [mail()], inbound(), bookmark(1))
    with store.turn() as turn:
        turn.record(step(turn, "CASE-1001"), inbound=inbound(), bookmark=bookmark(1))
        turn.put_mail(mail())
    *_, last = records((tmp_path / JOURNAL).read_bytes(), tmp_path)
    assert [table for table, _, _ in last.changes] == ["cases", "events"]
    size = (tmp_path / JOURNAL).stat().st_size
    with store.turn() as turn:
        turn.put_mail(mail())
    assert (tmp_path / JOURNAL).stat().st_size == size
    store.close()


def test_a_group_writes_each_row_once(tmp_path: Path) -> None:
    store = open_store(tmp_path, disk=NoSync())
    with store.group():
        for uid in range(1, 100):
            with store.turn() as turn:
                turn.put_bookmark(bookmark(uid))
    (only,) = records((tmp_path / JOURNAL).read_bytes(), tmp_path)
    assert len(only.changes) == 1
    store.close()


def test_a_message_takes_less_than_six_kilobytes_of_memory(tmp_path: Path) -> None:
    with open_store(tmp_path, disk=NoSync()) as store:
        tracemalloc.start()
        try:
            fill(store, 0, 60)
            before = tracemalloc.get_traced_memory()[0]
            fill(store, 60, 420)
            running = (tracemalloc.get_traced_memory()[0] - before) / 360
        finally:
            tracemalloc.stop()
    tracemalloc.start()
    try:
        reader = open_reader(tmp_path)
        opened_again = tracemalloc.get_traced_memory()[0] / 420
    finally:
        tracemalloc.stop()
    assert len(list(reader.cases())) == 420
    assert 3000 < running < 6144, running
    assert 3000 < opened_again < 6144, opened_again


def test_the_journal_is_folded_in_when_it_is_long(tmp_path: Path) -> None:
    with open_store(tmp_path, disk=NoSync(), compact_at=100_000) as store:
        sizes = []
        for uid in range(100):
            one_message(store, uid)
            sizes.append((tmp_path / JOURNAL).stat().st_size)
        assert sum(after < before for before, after in pairwise(sizes)) >= 3
        assert max(sizes) < 320_000, "half of the snapshot, or the bound"
