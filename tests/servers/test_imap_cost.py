"""What reading costs: memory for a large message, and time against a bare loop over the same wire."""

from __future__ import annotations

import time
import tracemalloc
from collections.abc import Iterator

import pytest

from tests.servers.dovecot_desk import USERS, dovecot, free_user, message, opened
from tests.servers.mailhost import MailHost

pytestmark = [pytest.mark.servers, pytest.mark.xdist_group("imap")]

MEGABYTE = 1_000_000


@pytest.fixture(scope="module")
def host() -> Iterator[MailHost]:
    with dovecot(*USERS) as host:
        yield host


@pytest.fixture
def user() -> str:
    return free_user()


def read_large(host: MailHost, user: str, most: int) -> tuple[int, list[int]]:
    """Bytes of memory that it took at its peak to read the large messages one by one, and their sizes as read."""
    with opened(host, user) as mailbox:
        mailbox.select("INBOX")
        small, *large = mailbox.uids_after(0)
        list(mailbox.fetch([small], most))
        tracemalloc.start()
        try:
            sizes = []
            for copy in mailbox.fetch(large, most):
                sizes.append(len(copy.raw))
                del copy  # or the caller itself would hold two
            return tracemalloc.get_traced_memory()[1], sizes
        finally:
            tracemalloc.stop()


def test_large_messages_take_little_more_memory_than_one_of_them(host: MailHost, user: str) -> None:
    large = message(2, b"Lorem ipsum dolor sit amet, consectetur.\r\n" * (25 * MEGABYTE // 42))
    host.fill(user, [message(1), large, large])
    taken, sizes = read_large(host, user, 30 * MEGABYTE)
    assert sizes == [len(large), len(large)]
    assert len(large) < taken < 40 * MEGABYTE
    taken, sizes = read_large(host, user, MEGABYTE)
    assert max(sizes) < MEGABYTE
    assert taken < 3 * MEGABYTE


def best_ratio(host: MailHost, user: str, port: int) -> float:
    """Ours to the bare loop, the best of three: what else runs on the machine only ever disturbs."""
    return max(ours / bare for ours, bare in (speeds(host, user, port) for _ in range(3)))


def speeds(host: MailHost, user: str, port: int) -> tuple[float, float]:
    """Messages a second of ours, and of imapclient in a bare loop of batches of 100, over the same wire."""
    with opened(host, user, tls="none", port=port) as mailbox:
        mailbox.select("INBOX")
        uids = mailbox.uids_after(0)
        began = time.monotonic()
        assert len(list(mailbox.fetch(uids, MEGABYTE))) == len(uids)
        ours = time.monotonic() - began
        bare = mailbox._client
        began = time.monotonic()
        assert sum(len(bare.fetch(uids[n : n + 100], ["BODY.PEEK[]"])) for n in range(0, len(uids), 100)) == len(uids)
        return len(uids) / ours, len(uids) / (time.monotonic() - began)


def test_over_a_slow_wire_it_is_at_least_half_as_fast_as_a_bare_loop(host: MailHost, user: str) -> None:
    host.fill(user, [message(n, b"x" * 1500 + b"\r\n") for n in range(1000)])
    host.slow(delay_ms=10)
    try:
        assert best_ratio(host, user, host.proxy_imap_port) >= 0.5
    finally:
        host.slow()


def test_over_a_fast_wire_sizes_and_order_cost_a_bounded_share(host: MailHost, user: str) -> None:
    host.fill(user, [message(n, b"x" * 1500 + b"\r\n") for n in range(2000)])
    assert best_ratio(host, user, host.imap_port) >= 0.25
