"""Six digits are few: one try, one hour, one contact, one case, and not many codes a day."""

from __future__ import annotations

from tests.attacks.ground import ANNA, EVIL, JANE, LAWYER, Ground

OLIVIA = "Olivia Owner <olivia@acme.example>"


def asked(ground: Ground) -> tuple[str, str]:
    """Olivia wants to resolve a legal case without DMARC; her mail's id, and the code that went to her."""
    ground.writes(JANE, LAWYER)
    case = ground.case
    got = next(m.message_id for m in ground.rows("olivia") if m.case == case.reference)
    ground.writes(OLIVIA, "done", answers=got)
    waiting = ground.case.pending[0]
    return got, ground.seal.code(case.reference, "olivia", waiting.event)


def other(code: str) -> str:
    return f"{(int(code) + 1) % 1_000_000:06d}"


def test_the_code_goes_to_the_configured_address_and_nowhere_else(ground: Ground) -> None:
    _, code = asked(ground)
    holders = [m.to for m in ground.letters() if code in m.text]
    assert holders == ["olivia@acme.example"]
    ground.beat()
    assert not [m for m in ground.server.folders["INBOX"].messages.values() if code.encode() in m.raw], "copy taken out"
    assert not [e for e in ground.events() if code in e.because]


def test_the_right_code_does_it_and_only_once(ground: Ground) -> None:
    got, code = asked(ground)
    ground.writes(OLIVIA, code, answers=got)
    assert ground.case.ended
    ground.writes(JANE, "It is broken again.", answers="<1@customer.example>")
    ground.writes(OLIVIA, code, answers=got)
    assert not ground.case.ended


def test_a_wrong_code_spends_it(ground: Ground) -> None:
    got, code = asked(ground)
    ground.writes(OLIVIA, other(code), answers=got)
    ground.writes(OLIVIA, code, answers=got)
    assert not ground.case.ended


def test_after_an_hour_it_is_too_late(ground: Ground) -> None:
    got, code = asked(ground)
    ground.passes(minutes=61)
    ground.writes(OLIVIA, code, answers=got)
    assert not ground.case.ended


def test_nobody_else_can_use_it(ground: Ground) -> None:
    got, code = asked(ground)
    for sender in (ANNA, JANE, EVIL):
        ground.writes(sender, code, answers=got)
        ground.writes(sender, code, subject="Re: [CASE-1001]")
    ground.writes(OLIVIA, code)  # her address, no token
    assert not ground.case.ended
    ground.writes(OLIVIA, code, answers=got)
    assert ground.store.case("CASE-1001").ended, "strangers cannot spend it either"  # type: ignore[union-attr]


def test_the_code_of_one_case_is_not_good_for_another(ground: Ground) -> None:
    _, code = asked(ground)
    got, _ = asked(ground)
    ground.writes(OLIVIA, code, answers=got)
    assert not any(c.ended for c in ground.cases)


def test_another_command_in_between_needs_a_code_of_its_own(ground: Ground) -> None:
    """Who slips a second command in must not profit from the code of the first."""
    got, code = asked(ground)
    ground.writes(OLIVIA, "ignore sender", answers=got)
    ground.writes(OLIVIA, code, answers=got)
    assert not ground.case.ended
    assert not ground.store.ignored()


def test_guessing_is_slow_and_seen(ground: Ground) -> None:
    """Whoever has the token and can write the From gets few tries a day, and the contact reads of them."""
    ground.writes(JANE, LAWYER)
    got = ground.rows("olivia")[0].message_id
    tries = 0
    for guess in range(150):
        ground.writes(OLIVIA, "done", answers=got)
        waiting = ground.case.pending
        tries += bool(waiting)
        if waiting:
            right = ground.seal.code("CASE-1001", "olivia", waiting[0].event)
            ground.writes(OLIVIA, other(right), answers=got)
        else:
            ground.writes(OLIVIA, f"{guess:06d}", answers=got)
    assert 0 < tries <= 30
    assert len([m for m in ground.rows("olivia") if m.template in ("code", "receipt")]) <= 60
    assert not ground.case.ended
