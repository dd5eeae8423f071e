"""What every back end of the store must do. A new one inherits `StoreContract` and says how it is opened."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from inbox_escalator.casework.case import Case
from inbox_escalator.casework.decision import (
    HOUSE,
    NOTHING,
    Absence,
    Becomes,
    Decision,
    OutboxChange,
    Voice,
)
from inbox_escalator.store.chain import BEGINNING, verify
from inbox_escalator.store.store import CaseReader, CaseStore, Customer, Quarantined, StoreLocked, Turn
from inbox_escalator.store.texts import LEFT_OUT
from inbox_escalator.writing.outbound import State
from tests.store.making import MINUTE, NOW, at, bookmark, case, event, inbound, mail, opened, step, text


class StoreContract:
    def open(self, where: Path) -> CaseStore:
        raise NotImplementedError

    def reader(self, where: Path) -> CaseReader:
        raise NotImplementedError

    @pytest.fixture
    def where(self, tmp_path: Path) -> Path:
        return tmp_path / "desk"

    @pytest.fixture
    def store(self, where: Path):
        store = self.open(where)
        yield store
        store.close()

    def again(self, store: CaseStore, where: Path) -> CaseStore:
        store.close()
        return self.open(where)

    def now_and_later(self, store: CaseStore, where: Path) -> Iterator[CaseStore]:
        """As it is, and as it is after a restart."""
        yield store
        later = self.again(store, where)
        yield later
        later.close()

    # What is recorded is there, now and after a restart.

    def test_an_empty_store_knows_nothing(self, store: CaseStore) -> None:
        assert list(store.cases()) == list(store.outbox()) == store.due(NOW) == store.mail_due(NOW) == []
        assert store.next_timer() is None
        assert store.next_mail() is None
        assert store.bookmark("me", "INBOX") is None
        assert store.chain_head() == BEGINNING
        with store.turn() as turn:
            assert turn.next_reference("CASE") == "CASE-1001"
            assert turn.case("CASE-1001") is None
            assert turn.events("CASE-1001") == ()
            assert turn.house_events() == 0

    def test_a_turn_keeps_everything_that_it_recorded(self, store: CaseStore, where: Path) -> None:
        decision = opened(events=2, timer=at(5))
        with store.turn() as turn:
            turn.record(decision, [mail()], inbound(), bookmark(17))
            turn.put_fact("epoch", "3")
            turn.put_quarantined(Quarantined("me INBOX 7 9", NOW, "no header"))
        for either in self.now_and_later(store, where):
            assert either.case("CASE-1001") == decision.case
            assert either.events("CASE-1001") == either.events() == decision.events
            assert either.texts("CASE-1001") == decision.texts
            assert list(either.outbox()) == [mail()]
            assert either.bookmark("me", "INBOX") == bookmark(17)
            assert either.fact("epoch") == "3"
            assert either.fact("other") == ""
            assert [q.reason for q in either.quarantined()] == ["no header"]

    def test_what_is_read_in_a_turn_holds_its_own_writes(self, store: CaseStore) -> None:
        with store.turn() as turn:
            turn.record(opened(), [mail()])
            assert turn.case("CASE-1001") == case()
            assert turn.outbox_of("CASE-1001") == (mail(),)
            assert turn.next_reference("CASE") == "CASE-1002"

    def test_a_turn_that_raises_leaves_nothing(self, store: CaseStore, where: Path) -> None:
        with store.turn() as turn:
            turn.record(opened(timer=at(9)), [mail()], inbound("1"), bookmark(1))
        head = store.chain_head()

        def fail(turn: Turn) -> None:
            turn.record(step(turn, "CASE-1001", timers=()), [mail("1001.2")], inbound("2", "CASE-1001"), bookmark(2))
            turn.record(opened("CASE-1002"), [mail("1002.1", "CASE-1002")])
            turn.put_mail(mail(state=State.SENT))
            raise ZeroDivisionError

        with pytest.raises(ZeroDivisionError), store.turn() as turn:
            fail(turn)
        for either in self.now_and_later(store, where):
            assert list(either.cases()) == [case(timer=at(9))]
            assert either.due(at(9)) == ["CASE-1001"]
            assert either.mail_due(NOW) == [mail()]
            assert either.bookmark("me", "INBOX") == bookmark(1)
            assert either.chain_head() == head
            with either.turn() as turn:
                assert not turn.handled(inbound("2").copy_key)
                assert turn.next_reference("CASE") == "CASE-1002"

    # Groups

    def test_in_a_group_a_turn_takes_back_only_itself(self, store: CaseStore, where: Path) -> None:
        with store.group():
            for number in range(1001, 1006):
                try:
                    with store.turn() as turn:
                        turn.record(opened(f"CASE-{number}"), [mail(f"{number}.1", f"CASE-{number}")])
                        turn.put_fact("last", str(number))
                        if number % 2 == 0:
                            raise ZeroDivisionError
                except ZeroDivisionError:
                    pass
        for either in self.now_and_later(store, where):
            assert [c.reference for c in either.cases()] == ["CASE-1001", "CASE-1003", "CASE-1005"]
            assert len(either.mail_due(NOW)) == 3
            assert either.fact("last") == "1005"
            assert verify(either) == ()

    def test_a_group_that_raises_takes_back_all_its_turns(self, store: CaseStore) -> None:
        def fail() -> None:
            with store.turn() as turn:
                turn.record(opened(), [mail()])
            raise ZeroDivisionError

        with pytest.raises(ZeroDivisionError), store.group():
            fail()
        assert list(store.cases()) == []
        assert list(store.outbox()) == []

    def test_what_is_not_durable_cannot_be_taken_out_for_sending(self, store: CaseStore) -> None:
        with store.group():
            with store.turn() as turn:
                turn.record(opened(), [mail()])
            with pytest.raises(RuntimeError):
                store.mail_due(NOW)
            with pytest.raises(RuntimeError):
                store.mail_trying()
        assert store.mail_due(NOW) == [mail()]

    def test_there_is_no_turn_inside_a_turn(self, store: CaseStore) -> None:
        with store.turn(), pytest.raises(RuntimeError), store.turn():
            pass
        with store.turn() as turn:
            turn.put_fact("after", "it works")

    # The event number is the lock.

    @pytest.mark.parametrize(
        "stale",
        [
            Decision(case=case(events=1), events=(event(number=1),)),
            Decision(case=case(events=3), events=(event(number=3),)),
            Decision(case=case(events=3), events=(event(number=2),)),
            Decision(case=case(events=1), events=(event(number=2),)),
            Decision(events=(event(number=2),)),
            Decision(case=case(events=2), events=(event(number=2), event(HOUSE, 2))),
            Decision(case=case("ACME-1001", events=1), events=(event("ACME-1001", 1),)),
            Decision(case=case("nothing", events=0)),
        ],
    )
    def test_a_decision_on_a_case_that_has_moved_on_is_refused(self, store: CaseStore, stale: Decision) -> None:
        with store.turn() as turn:
            turn.record(opened())
        with pytest.raises(ValueError), store.turn() as turn:
            turn.record(stale)
        assert store.case("CASE-1001") == case()
        assert len(store.events()) == 1

    def test_the_house_has_events_of_its_own(self, store: CaseStore) -> None:
        for number in range(1, 10):
            with store.turn() as turn:
                assert turn.house_events() == number - 1
                turn.record(Decision(events=(event(HOUSE, number),)))
        assert [e.number for e in store.events(HOUSE)] == list(range(1, 10))

    def test_the_newest_events_are_found_from_the_end(self, store: CaseStore) -> None:
        for number in (1, 2, 3):
            with store.turn() as turn:
                before = turn.case("CASE-1001")
                made = replace(before or case(), events=number)
                turn.record(Decision(made, (event(number=number),)))
        assert [e.number for e in store.events_since(at(2))] == [2, 3]
        assert store.events_since(at(4)) == ()

    def test_references_go_up_whatever_the_prefix(self, store: CaseStore) -> None:
        with store.turn() as turn:
            turn.record(opened("CASE-1041"))
            assert turn.next_reference("ACME") == "ACME-1042"
            assert turn.case("ACME-1041") is None
            assert turn.events("ACME-1041") == () == turn.texts("ACME-1041")

    # A mail is handled once.

    def test_a_handled_mail_is_known_by_copy_content_and_sender(self, store: CaseStore, where: Path) -> None:
        with store.turn() as turn:
            turn.record(opened(), inbound=inbound("1"))
        for either in self.now_and_later(store, where):
            with either.turn() as turn:
                known = inbound("1", "CASE-1001")
                assert turn.handled(known.copy_key)
                assert not turn.handled("me INBOX 7 2")
                assert turn.known(known.mail_key) == turn.same_sender(known.message_id, "CARLA@example.com") == known
                assert turn.known("other") is None
                assert turn.same_sender(known.message_id, "eve@example.com") is None

    def test_a_second_copy_does_not_hide_the_first(self, store: CaseStore) -> None:
        with store.turn() as turn:
            turn.record(opened(), inbound=inbound("1"))
            turn.record(NOTHING, inbound=inbound("1", copy_key="me Junk 1 1", kind="copy"))
            assert turn.handled("me Junk 1 1")
            assert turn.known(inbound("1").mail_key) == inbound("1", "CASE-1001")

    def test_a_case_is_found_by_the_ids_of_its_mails(self, store: CaseStore) -> None:
        with store.turn() as turn:
            decision = opened()
            assert decision.case is not None
            decision = replace(decision, case=replace(decision.case, messages=("<a@x>",)), links=("<b@x>",))
            turn.record(decision, [mail(alias="<theirs@server>"), mail("h.1", HOUSE)], inbound("1"))
            for known in ("<a@x>", "<b@x>", "<1@example.com>", mail().message_id, "<theirs@server>"):
                assert turn.case_of(["<nobody@x>", known]) == "CASE-1001"
            assert turn.case_of([]) == turn.case_of(["<nobody@x>", mail("h.1").message_id]) == ""

    def test_only_links_take_an_id_from_its_case(self, store: CaseStore) -> None:
        with store.turn() as turn:
            turn.record(replace(opened(), links=("<a@x>",)))
            turn.record(replace(opened("CASE-1002"), case=case("CASE-1002", messages=("<a@x>",))))
            assert turn.case_of(["<a@x>"]) == "CASE-1001"
            turn.record(replace(step(turn, "CASE-1002"), links=("<a@x>",)))
            assert turn.case_of(["<a@x>"]) == "CASE-1002"

    # Timers

    def test_due_is_earliest_first_and_follows_the_case(self, store: CaseStore, where: Path) -> None:
        for number, minutes in ((1001, 30), (1002, 10), (1003, 20)):
            with store.turn() as turn:
                turn.record(opened(f"CASE-{number}", timer=at(minutes)))
        with store.turn() as turn:
            turn.record(opened("CASE-1004"))
            turn.record(step(turn, "CASE-1002", timers=case(timer=at(40)).timers))
            turn.record(step(turn, "CASE-1003", timers=()))
        for either in self.now_and_later(store, where):
            assert either.next_timer() == either.next_timer(at(29)) == at(30)
            assert either.next_timer(after=at(30)) == at(40)
            assert either.next_timer(after=at(40)) is None
            assert either.due(at(29)) == []
            assert either.due(at(30)) == ["CASE-1001"]
            assert either.due(at(99)) == ["CASE-1001", "CASE-1002"]

    # The outbox

    def test_mail_leaves_when_its_time_has_come_critical_first(self, store: CaseStore, where: Path) -> None:
        with store.turn() as turn:
            turn.record(
                opened(),
                [
                    mail("a", created=at(2)), mail("b", created=at(1)), mail("c", created=at(3), critical=True),
                    mail("d", leaves=at(10)), mail("e", next_try=at(20)), mail("f", state=State.HELD),
                    mail("g", state=State.TRYING),
                ],
            )
        for either in self.now_and_later(store, where):
            ids = [m.message_id[1] for m in either.mail_due(NOW)]
            assert ids == ["c", "b", "a"]
            assert either.mail_due(NOW, 2) == either.mail_due(NOW)[:2]
            assert [m.message_id[1] for m in either.mail_due(at(15))] == ["c", "d", "b", "a"]
            assert either.mail_due(at(3), 9) == either.mail_due(at(3))
            assert dict(either.mail_waiting()) == {mail().to: 5}
            assert either.next_mail() == NOW
            assert [m.message_id[1] for m in either.mail_trying()] == ["g"]
            with either.turn() as turn:
                assert len(turn.outbox_of("CASE-1001")) == 7
                assert turn.outbox_of("CASE-1002") == ()

    def test_sent_is_final_and_drops_the_bytes(self, store: CaseStore) -> None:
        with store.turn() as turn:
            turn.record(opened(), [mail()])
            turn.put_mail(replace(mail(), state=State.TRYING, attempts=1))
        assert store.mail_trying()[0].raw == mail().raw
        with store.turn() as turn:
            turn.put_mail(replace(mail(), state=State.SENT, queue_id="q1", sent_at=at(1)))
            turn.put_mail(replace(mail(), state=State.NEW))
            turn.record(NOTHING, [mail()])
            sent = turn.outbound(mail().message_id)
            assert sent is not None
            assert (sent.state, sent.raw, sent.queue_id) == (State.SENT, "", "q1")
            turn.put_mail(replace(sent, alias="<theirs@server>"))
            found = turn.outbound("<theirs@server>")
            assert found is not None
            assert found.message_id == mail().message_id
        assert store.mail_due(at(99)) == store.mail_trying() == []
        assert not any(store.mail_waiting().values())
        assert len(list(store.outbox())) == 1

    @pytest.mark.parametrize(
        ("there", "replaced"),
        [
            (mail(), True), (mail(attempts=1), False), (mail(state=State.HELD), False),
            (mail(state=State.TRYING, attempts=1), False), (mail(state=State.WITHDRAWN), False),
        ],
    )
    def test_a_mail_is_composed_again_only_before_its_first_attempt(self, store, there, replaced) -> None:
        with store.turn() as turn:
            turn.record(opened(), [there])
            turn.record(NOTHING, [mail(subject="again")])
            found = turn.outbound(mail().message_id)
            assert found is not None
            assert (found.subject == "again") == replaced

    def test_changes_reach_the_mails_that_have_not_left(self, store: CaseStore) -> None:
        with store.turn() as turn:
            states = {"a": State.NEW, "b": State.HELD, "c": State.TRYING, "d": State.SENT, "e": State.HELD}
            turn.record(opened(), [mail(key, state=state) for key, state in states.items()])
            gone = [OutboxChange(mail(key).message_id, Becomes.WITHDRAWN, "undone") for key in "abcd"]
            free = OutboxChange(mail("e").message_id, Becomes.RELEASED, "send")
            turn.record(Decision(outbox=(*gone, free, OutboxChange("<no@x>", Becomes.RELEASED, ""))))
        states = {m.message_id[1]: m.state for m in store.outbox()}
        assert states == {
            "a": State.WITHDRAWN, "b": State.WITHDRAWN, "c": State.TRYING, "d": State.SENT, "e": State.NEW,
        }
        assert [m.message_id[1] for m in store.mail_due(NOW)] == ["e"]

    # Words

    def test_texts_are_bounded_and_say_so(self, store: CaseStore) -> None:
        with store.turn() as turn:
            turn.record(replace(opened(), texts=(text(words="ä" * 20_000),)))
            (kept,) = turn.texts("CASE-1001")
            assert len(kept.words.encode()) <= 16 * 1024
            assert "[cut here: 1" in kept.words
            for n, voice in enumerate([Voice.AUTOMATIC, Voice.STAFF, Voice.AUTOMATIC, Voice.CUSTOMER, Voice.CUSTOMER]):
                turn.record(replace(step(turn, "CASE-1001"), texts=(text(number=n + 2, words="x" * 16_000, voice=voice),)))
        texts = store.texts("CASE-1001")
        assert [t.event for t in texts] == [1, 2, 3, 4, 5, 6]
        assert [t.words == LEFT_OUT for t in texts] == [False, True, False, True, False, False]
        assert sum(len(t.words.encode()) for t in texts) <= 64 * 1024

    def test_the_text_that_a_turn_is_about_always_stays(self, store: CaseStore) -> None:
        with store.turn() as turn:
            turn.record(opened())
            for n, voice in enumerate([Voice.CUSTOMER] * 4 + [Voice.AUTOMATIC]):
                words = text(number=n + 2, words="x" * 16_000, voice=voice)
                turn.record(replace(step(turn, "CASE-1001"), texts=(words,)))
        assert [t.event for t in store.texts("CASE-1001") if t.words == LEFT_OUT] == [2]

    def test_words_that_cannot_be_written_do_not_stop_a_turn(self, store: CaseStore) -> None:
        with store.turn() as turn:
            turn.record(replace(opened(), texts=(text(words="half \ud800 a pair\0"),)))
        assert store.texts("CASE-1001")[0].words == "half ? a pair\0"

    # People

    def test_absences_end(self, store: CaseStore) -> None:
        with store.turn() as turn:
            turn.record(Decision(absences=(Absence("anna", at(10), "away", NOW), Absence("ben", None, "bounce", NOW))))
            assert set(turn.absences(NOW)) == {"anna", "ben"}
            assert set(turn.absences(at(10))) == {"ben"}
            turn.record(Decision(present=("ben", "nobody")))
            assert set(turn.absences(NOW)) == {"anna"} == set(store.absences(NOW))

    def test_automatic_mails_are_counted_for_a_day(self, store: CaseStore) -> None:
        day = timedelta(hours=24)
        with store.turn() as turn:
            assert turn.customer("carla@example.com") == Customer()
            turn.put_customer("Carla@example.com", Customer(NOW, (NOW - day, NOW - day + MINUTE, NOW), 2))
            assert turn.customer("carla@EXAMPLE.com") == Customer(NOW, (NOW - day + MINUTE, NOW), 2)
        assert store.customer("carla@example.com").cases == 2

    def test_ignored_senders_are_kept(self, store: CaseStore, where: Path) -> None:
        with store.turn() as turn:
            turn.record(Decision(ignore=("Spam@example.com", "example.net")))
            turn.record(Decision(ignore=("example.net",)))
            assert turn.ignored() == ("spam@example.com", "example.net")
        store = self.again(store, where)
        assert store.ignored() == ("spam@example.com", "example.net")
        with store.turn() as turn:
            turn.record(Decision(heard=("SPAM@example.com", "nobody@example.com"), vips=("a.example", "b.example")))
            turn.record(Decision(vips_no_more=("A.example",)))
            assert (turn.ignored(), turn.vips()) == (("example.net",), ("b.example",))
        store = self.again(store, where)
        assert (store.ignored(), store.vips()) == (("example.net",), ("b.example",))
        store.close()

    # The chain

    def test_the_chain_goes_on_over_a_restart(self, store: CaseStore, where: Path) -> None:
        with store.turn() as turn:
            turn.record(opened())
            assert turn.chain_head() == store.chain_head()
        first = store.chain_head()
        store = self.again(store, where)
        assert store.chain_head() == first != BEGINNING
        with store.turn() as turn:
            turn.record(step(turn, "CASE-1001"))
            turn.record(Decision(events=(event(HOUSE, 1),)))
        assert verify(store, [first, store.chain_head()]) == ()
        assert len(verify(store, ["f" * 64])) == 1
        store.close()

    # Beside the worker

    def test_a_second_worker_is_refused(self, store: CaseStore, where: Path) -> None:
        with pytest.raises(StoreLocked) as refused:
            self.open(where)
        assert "\n" not in str(refused.value)

    def test_a_reader_sees_what_was_committed(self, store: CaseStore, where: Path) -> None:
        with store.turn() as turn:
            turn.record(opened(), [mail()], inbound("1"), bookmark(1))
        with store.group():
            with store.turn() as turn:
                turn.record(opened("CASE-1002"))
            reader = self.reader(where)
        assert [c.reference for c in reader.cases()] == ["CASE-1001"]
        assert list(reader.outbox()) == [mail()]
        assert reader.case("CASE-1001") == case()
        assert reader.case("x") is None
        assert verify(reader) == ()
        assert reader.events() == store.events()[:1]
        assert reader.texts("CASE-1001") == store.texts("CASE-1001")
        reader.close()
        other: Case | None = self.reader(where).case("CASE-1002")
        assert other == case("CASE-1002")
