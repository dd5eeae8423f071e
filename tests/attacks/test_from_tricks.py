"""A From that is not exactly one plain address of a contact proves nothing, even with that contact's token."""

from __future__ import annotations

import pytest

from tests.attacks.ground import ANNA, EVIL, JANE, MANAGER, Ground

TRICKS = {
    "two From headers": ["From: eve@evil.example", "From: anna@acme.example"],
    "two From headers, turned round": ["From: anna@acme.example", "From: eve@evil.example"],
    "twice the same": ["From: anna@acme.example", "From: anna@acme.example"],
    "two addresses": ["From: anna@acme.example, eve@evil.example"],
    "two addresses, turned round": ["From: eve@evil.example, anna@acme.example"],
    "a group": ["From: staff: anna@acme.example;"],
    "a group of two": ["From: staff: anna@acme.example, eve@evil.example;"],
    "an empty group and an address": ["From: anna@acme.example:;, eve@evil.example"],
    "an address as the name": ["From: anna@acme.example <eve@evil.example>"],
    "a quoted address as the name": ['From: "anna@acme.example" <eve@evil.example>'],
    "a name in angle brackets": ['From: "<anna@acme.example>" <eve@evil.example>'],
    "two angle brackets": ["From: <anna@acme.example> <eve@evil.example>"],
    "two angle brackets, turned round": ["From: <eve@evil.example> <anna@acme.example>"],
    "brackets in brackets": ["From: <<eve@evil.example>anna@acme.example>"],
    "two at signs": ["From: eve@evil.example@acme.example"],
    "a source route": ["From: <@evil.example:anna@acme.example>"],
    "a comment with the other one": ["From: eve@evil.example (anna@acme.example)"],
    "a comment first": ["From: (anna@acme.example) eve@evil.example"],
    "an encoded address": ["From: =?utf-8?q?anna=40acme=2Eexample?= <eve@evil.example>"],
    "only an encoded address": ["From: =?utf-8?q?anna=40acme=2Eexample?="],
    "an encoded address in brackets": ["From: Anna <=?utf-8?q?anna=40acme.example?=>"],
    "an encoded comma": ["From: =?utf-8?q?anna=40acme=2Eexample=2C?= eve@evil.example"],
    "an encoded line end": ["From: =?utf-8?q?Anna=0D=0AFrom:_anna=40acme=2Eexample?= <eve@evil.example>"],
    "a quoted local part": ['From: "anna@acme.example"@evil.example'],
    "a NUL": ["From: anna@acme.example\0@evil.example"],
    "a NUL before it": ["From: eve@evil.example\0, anna@acme.example"],
    "a bare CR": ["From: eve@evil.example\rFrom: anna@acme.example"],
    "a fold in the address": ["From: eve@evil.example,\r\n anna@acme.example"],
    "a blank before the colon": ["From : eve@evil.example", "From: anna@acme.example"],
    "a blank before the colon, turned round": ["From: anna@acme.example", "From : eve@evil.example"],
    "a tab before the colon": ["From\t: eve@evil.example", "From: anna@acme.example"],
    "only a blank before the colon": ["From : anna@acme.example"],
    "a second one in capitals": ["FROM: eve@evil.example", "From: anna@acme.example"],
    "no From, but Sender": ["Sender: anna@acme.example"],
    "no From, but Reply-To": ["Reply-To: anna@acme.example"],
    "Sender": ["From: eve@evil.example", "Sender: anna@acme.example"],
    "Reply-To": ["From: eve@evil.example", "Reply-To: anna@acme.example"],
    "Resent-From": ["From: eve@evil.example", "Resent-From: anna@acme.example"],
    "X-Original-From": ["From: eve@evil.example", "X-Original-From: anna@acme.example"],
    "an unknown list's From": ["From: support@acme.example", "Reply-To: anna@acme.example", "List-Id: <x.acme.example>"],
    "a look-alike letter": ["From: аnna@acme.example"],
    "full-width letters": ["From: ａnna@acme.example"],
    "a look-alike domain": ["From: anna@acme.exаmple"],
    "the dotless i": ["From: anna@acme.example.evil.example"],
    "a trailing dot": ["From: anna@acme.example."],
    "a plus-address": ["From: anna+x@acme.example"],
    "an invisible letter": ["From: anna\u200b@acme.example"],
    "text turned round": ["From: \u202eelpmaxe.emca@anna\u202c <eve@evil.example>"],
    "a very long name": [f"From: {'a' * 70_000} <anna@acme.example>"],
    "so many headers that some are cut": ["From: anna@acme.example", *(f"X-{n}: x" for n in range(1200))],
}  # fmt: skip


@pytest.mark.parametrize("how", TRICKS)
def test_a_trick_in_from_commands_nothing(ground: Ground, how: str) -> None:
    ground.writes(JANE, MANAGER)
    case, got = ground.case, ground.rows("anna")[0]
    before, told = ground.state(case.reference), len(ground.rows("customer"))
    ground.sends([*TRICKS[how], "Subject: Re: it", f"In-Reply-To: {got.message_id}"], "done: You get nothing.")
    after = ground.store.case(case.reference)
    assert after is not None
    assert (after.handler, after.status, after.level) == ("", case.status, case.level)
    assert ground.rows("customer")[told:] == [], "nobody outside hears of it"
    assert before is not None
    assert not [e for e in ground.events(case.reference) if e.by == "anna"]
    assert not list(ground.store.quarantined())


PLAIN = (
    "From: anna@acme.example",
    "From: Anna Berg <anna@acme.example>",
    "From: ANNA@ACME.EXAMPLE",
    'FROM: "Berg, Anna" <anna@acme.example>',
    "From: =?utf-8?q?Anna_B=C3=A9rg?= <anna@acme.example>",
    "From:\r\n Anna Berg\r\n <anna@acme.example>",
    "From: anna@acme.example (Anna Berg)",
)


@pytest.mark.parametrize("line", PLAIN)
def test_plain_ones_are_understood(ground: Ground, line: str) -> None:
    ground.writes(JANE, MANAGER)
    got = ground.rows("anna")[0]
    ground.sends([line, "Subject: Re: it", f"In-Reply-To: {got.message_id}"], "ok")
    assert ground.case.handler == "anna"


def test_the_answer_goes_to_the_configured_address_and_never_to_reply_to(ground: Ground) -> None:
    ground.writes(JANE, MANAGER)
    got = ground.rows("anna")[0]
    headers = [("Reply-To", EVIL), ("Sender", EVIL), ("Disposition-Notification-To", EVIL), ("Return-Path", EVIL)]
    ground.writes(ANNA, "status", answers=got.message_id, headers=headers)
    assert not ground.letters("eve@evil.example")
    assert ground.letters("anna@acme.example")[-1].template == "status"
