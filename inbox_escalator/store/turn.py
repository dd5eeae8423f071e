"""One turn over the tables: what `record` writes, and the checks before it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import timedelta

from inbox_escalator.casework.case import Case
from inbox_escalator.casework.decision import HOUSE, Becomes, Decision, Event, OutboxChange, Text
from inbox_escalator.store.agenda import Post, Timers
from inbox_escalator.store.chain import digest_of, seal
from inbox_escalator.store.numbers import case_number, key_number, part_number
from inbox_escalator.store.reader import TinyReader
from inbox_escalator.store.shelf import Fact, Ignored, Link, Shelves
from inbox_escalator.store.store import Bookmark, Customer, Inbound, Quarantined
from inbox_escalator.store.texts import LEFT_OUT, clipped, place_of_next, to_leave_out
from inbox_escalator.writing.outbound import OPEN_STATES, OutboundMail, State

Digest = Callable[[str], str]
_DAY = timedelta(hours=24)


class TinyTurn:
    """Implements `Turn`. Writes go to the rows in memory at once, and are taken back with the transaction."""

    def __init__(self, reader: TinyReader, shelves: Shelves, timers: Timers, post: Post, digest: Digest | None) -> None:
        self._shelves = shelves
        self._timers = timers
        self._post = post
        self._digest = digest
        self.case = reader.case
        self.texts = reader.texts
        self._texts_as_they_lie = reader.texts_as_they_lie
        self.events = reader.events
        self.recent_events = reader.recent_events
        self.outbound = reader.outbound
        self.customer = reader.customer
        self.absences = reader.absences
        self.house_events = reader.house_events
        self.fact = reader.fact
        self.ignored = reader.ignored
        self.vips = reader.vips
        self.chain_head = reader.chain_head

    def handled(self, copy_key: str) -> bool:
        return self._shelves.seen.has(key_number("copy", copy_key))

    def known(self, mail_key: str) -> Inbound | None:
        return self._seen(key_number("content", mail_key))

    def same_sender(self, message_id: str, sender: str) -> Inbound | None:
        return self._seen(key_number("sender", message_id, sender.lower()))

    def _seen(self, number: int) -> Inbound | None:
        link = self._shelves.links.get(number)
        return None if link is None else self._shelves.seen.get(key_number("copy", link.to))

    def case_of(self, message_ids: Iterable[str]) -> str:
        return next(filter(None, map(self._case_of, message_ids)), "")

    def _case_of(self, message_id: str) -> str:
        link = self._shelves.links.get(key_number("message", message_id))
        if link is not None:
            return link.to
        mail = self.outbound(message_id)
        return mail.case if mail is not None and mail.case != HOUSE else ""

    def next_reference(self, prefix: str) -> str:
        return f"{prefix}-{self._timers.highest + 1}"

    def outbox_of(self, reference: str) -> tuple[OutboundMail, ...]:
        mails = map(self._shelves.outbox.get, self._post.of(reference))
        return tuple(mail for mail in mails if mail is not None)

    def record(
        self,
        decision: Decision,
        mails: Sequence[OutboundMail] = (),
        inbound: Inbound | None = None,
        bookmark: Bookmark | None = None,
    ) -> None:
        self._refuse_stale(decision)
        if decision.case is not None:
            self._put_case(decision.case, decision.links)
        texts = [clipped(text) for text in decision.texts]
        self._put_events(decision.events, texts)
        self._put_texts(texts)
        for change in decision.outbox:
            self._change(change)
        for mail in mails:
            self._put_new(mail)
        self._put_people(decision)
        if inbound is not None:
            self._put_inbound(inbound, decision.case)
        if bookmark is not None:
            self.put_bookmark(bookmark)

    def _refuse_stale(self, decision: Decision) -> None:
        """Every event is the successor of the last one of its case, and the case counts them."""
        case = decision.case
        last = {HOUSE: self.house_events()}
        if case is not None:
            last[case.reference] = self._last_event(case.reference)
        for event in decision.events:
            if event.case not in last:
                raise ValueError(f"event {event.number} of {event.case} comes without its case")
            if event.number != last[event.case] + 1:
                raise ValueError(f"{event.case} has moved on: event {event.number} follows {last[event.case]}")
            last[event.case] = event.number
        if case is not None and case.events != last[case.reference]:
            raise ValueError(f"{case.reference} has moved on: it counts {case.events}, not {last[case.reference]}")

    def _last_event(self, reference: str) -> int:
        stored = self._shelves.cases.get(case_number(reference))
        if stored is not None and stored.reference != reference:
            raise ValueError(f"{reference} has the number of {stored.reference}: numbers are used once in a store")
        return stored.events if stored is not None else 0

    def _put_case(self, case: Case, links: Iterable[str]) -> None:
        self._shelves.cases.put(case_number(case.reference), case)
        for message_id in case.messages:
            self._link(message_id, case.reference)
        for message_id in links:
            self._shelves.links.put(key_number("message", message_id), Link(case.reference))

    def _link(self, message_id: str, reference: str) -> None:
        """Unless it belongs to a case already: only a decision's `links` take it from there."""
        number = key_number("message", message_id)
        if message_id and not self._shelves.links.has(number):
            self._shelves.links.put(number, Link(reference))

    def _put_events(self, events: Iterable[Event], texts: Sequence[Text]) -> None:
        head = self.chain_head()
        for event in events:
            if self._digest is not None:
                words = [text for text in texts if (text.case, text.event) == (event.case, event.number)]
                event = replace(event, digest=digest_of(words, self._digest) or event.digest)
            row, head = seal(event, head)
            self._shelves.events.table.put(part_number(case_number(event.case), event.number), row)

    def _put_texts(self, texts: Sequence[Text]) -> None:
        shelf = self._shelves.texts
        for reference in dict.fromkeys(text.case for text in texts):
            case, kept = case_number(reference), self._texts_as_they_lie(reference)
            for text in (text for text in texts if text.case == reference):
                place = place_of_next(kept)
                kept[place : place + 1] = [text]
                shelf.put(part_number(case, place + 1), text)
            for place in to_leave_out(kept):
                shelf.put(part_number(case, place + 1), replace(kept[place], words=LEFT_OUT))

    def _change(self, change: OutboxChange) -> None:
        """A mail in doubt is left alone: it may have gone out, and then it was not withdrawn."""
        mail = self._shelves.outbox.get(key_number("mail", change.message_id))
        if mail is None or mail.state is State.TRYING:
            return
        if change.becomes is Becomes.WITHDRAWN:
            self._put(replace(mail, state=State.WITHDRAWN, because=change.because))
        elif mail.state is State.HELD:
            self._put(replace(mail, state=State.NEW, because=change.because))

    def _put_new(self, mail: OutboundMail) -> None:
        there = self._by_id(mail.message_id)
        if there is None or (there.state is State.NEW and not there.attempts):
            self._put(mail)

    def put_mail(self, mail: OutboundMail) -> None:
        there = self._by_id(mail.message_id)
        if there is not None and there.state is State.SENT and mail.state is not State.SENT:
            return
        self._put(mail)

    def _by_id(self, message_id: str) -> OutboundMail | None:
        number = key_number("mail", message_id)
        return self._shelves.outbox.get(number) or self._shelves.sent.get(number)

    def _put(self, mail: OutboundMail) -> None:
        number = key_number("mail", mail.message_id)
        if mail.state in OPEN_STATES:
            self._shelves.sent.drop(number)
            self._shelves.outbox.put(number, mail)
        else:
            self._shelves.outbox.drop(number)
            self._shelves.sent.put(number, replace(mail, raw=""))
        if mail.alias:
            self._shelves.links.put(key_number("alias", mail.alias), Link(mail.message_id))

    def _put_people(self, decision: Decision) -> None:
        for absence in decision.absences:
            self._shelves.absences.put(key_number("contact", absence.contact), absence)
        for contact in decision.present:
            self._shelves.absences.drop(key_number("contact", contact))
        for entry in decision.heard:
            self._shelves.ignored.drop(key_number("ignored", entry.lower()))
        for entry in decision.ignore:
            self._shelves.ignored.put(key_number("ignored", entry.lower()), Ignored(entry.lower()))
        for entry in decision.vips_no_more:
            self._shelves.vips.drop(key_number("vip", entry.lower()))
        for entry in decision.vips:
            self._shelves.vips.put(key_number("vip", entry.lower()), Ignored(entry.lower()))

    def _put_inbound(self, inbound: Inbound, case: Case | None) -> None:
        if case is not None and not inbound.case:
            inbound = replace(inbound, case=case.reference)
        self._shelves.seen.put(key_number("copy", inbound.copy_key), inbound)
        self._first(key_number("content", inbound.mail_key), inbound.copy_key)
        self._first(key_number("sender", inbound.message_id, inbound.sender.lower()), inbound.copy_key)
        if inbound.case:
            self._link(inbound.message_id, inbound.case)

    def _first(self, number: int, copy_key: str) -> None:
        """Later copies do not hide the first one, which is the one on the case."""
        if not self._shelves.links.has(number):
            self._shelves.links.put(number, Link(copy_key))

    def put_quarantined(self, item: Quarantined) -> None:
        self._shelves.quarantine.put(key_number("copy", item.copy_key), item)

    def drop_quarantined(self, copy_key: str) -> None:
        self._shelves.quarantine.drop(key_number("copy", copy_key))

    def put_fact(self, name: str, value: str) -> None:
        self._shelves.facts.put(key_number("fact", name), Fact(name, value))

    def put_customer(self, address: str, customer: Customer) -> None:
        newest = max(customer.automatic, default=None)
        recent = tuple(at for at in customer.automatic if newest is not None and at > newest - _DAY)
        self._shelves.customers.put(key_number("customer", address.lower()), replace(customer, automatic=recent))

    def put_bookmark(self, bookmark: Bookmark) -> None:
        self._shelves.bookmarks.put(key_number("bookmark", bookmark.account, bookmark.folder), bookmark)
