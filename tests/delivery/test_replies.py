"""Which reply means what: the table that decides between another contact, another try and a doubt."""

from __future__ import annotations

import pytest

from inbox_escalator.delivery.courier import Later, Never, Unsure
from inbox_escalator.delivery.replies import LONGEST_REASON, Phase, one_line, queue_id, refused, trouble

GONE = [
    "5.1.1 no such user",
    "5.1.2 bad domain",
    "5.1.3 bad syntax",
    "5.1.6 moved",
    "5.1.10 recipient not found",
    "5.2.1 mailbox disabled",
]
KEPT = [
    "5.2.2 mailbox full",
    "5.2.0 something",
    "5.4.5 daily quota exceeded",
    "5.7.1 relaying denied",
    "5.7.26 unauthenticated",
    "5.1.7 bad sender",
    "5.1.8 bad outbound sender",
    "no such user, says a server without status codes",
    "15.1.1 is no status",
    "5.1.1x is none either",
    "",
]


@pytest.mark.parametrize("text", GONE)
def test_only_a_refused_address_is_a_bounce(text: str) -> None:
    assert isinstance(refused("smtp:587", Phase.RCPT, 550, text), Never)


@pytest.mark.parametrize("text", KEPT)
def test_quota_policy_and_unclear_refusals_keep_the_mail_and_tell_a_person(text: str) -> None:
    answer = refused("smtp:587", Phase.RCPT, 552, text)
    assert isinstance(answer, Later)
    assert answer.alarm


@pytest.mark.parametrize("phase", [Phase.MAIL, Phase.DATA, Phase.DOT])
def test_the_same_words_at_another_step_say_nothing_of_the_address(phase: Phase) -> None:
    assert isinstance(refused("smtp:587", phase, 550, "5.1.1 no such user"), Later)


@pytest.mark.parametrize("phase", list(Phase))
def test_a_temporary_refusal_is_later_without_alarm(phase: Phase) -> None:
    answer = refused("smtp:587", phase, 451, "4.1.1 greylisted")
    assert answer == Later(f"smtp:587 at {phase}: 451 4.1.1 greylisted")


def test_a_reply_that_is_neither_yes_nor_no_is_a_doubt_only_after_the_dot() -> None:
    assert isinstance(refused("smtp:587", Phase.DOT, 354, "go on"), Unsure)
    assert isinstance(refused("smtp:587", Phase.DATA, 250, "ok"), Later)


def test_a_reason_is_one_bounded_line() -> None:
    line = one_line("a\r\nb\x00\x1b[31mc\u2028d" + "x" * 10_000)
    assert line.startswith("a b [31mc d")
    assert len(line) == LONGEST_REASON


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("2.0.0 Ok: queued as 4F1A2B", "4F1A2B"),
        ("2.0.0 OK  1700000000 a1-20020a05.3 - gsmtp", "OK 1700000000 a1-20020a05.3 - gsmtp"),
        ("ok", "ok"),
        ("", ""),
    ],
)
def test_the_queue_id_is_what_the_server_calls_the_mail(text: str, name: str) -> None:
    assert queue_id(text) == name


@pytest.mark.parametrize(
    ("reason", "kind"),
    [
        ("smtp.acme.example:587 at RCPT: 552 5.2.2 quota (2 mails)", "552"),
        ("smtp.acme.example:587: log-in refused: 535 5.7.8 no", "535"),
        ("smtp.acme.example:587: cannot connect: timed out (1 mail)", "cannot connect"),
        ("smtp.acme.example:587 at MAIL: connection lost (31 mails)", "connection lost"),
        ("no server (1 mail)", "no server"),
    ],
)
def test_the_kind_of_a_trouble_has_no_server_and_no_figures(reason: str, kind: str) -> None:
    assert trouble(reason) == kind
