"""The whole table of docs/trust.md times every command: what is proven is done, everything else does nothing."""

from __future__ import annotations

from itertools import product

import pytest

from inbox_escalator.casework.authority import HEAVY, HEAVY_ON_HOLD
from inbox_escalator.casework.case import Case
from inbox_escalator.casework.orders import ORDERS
from inbox_escalator.intake.verbs import WITHOUT_CASE
from tests.attacks.ground import ANNA, FAIL, JANE, LAWYER, MANAGER, PASS, Ground
from tests.attacks.test_every_command import WORDS

SAID = {verb: WORDS[verb] for verb in (*ORDERS, "list", "undo", "status", "help", "why")} | {"ignore": "ignore"}
"""Every command that this version carries out, as a person would write it."""

PARTS = 3
"""The commands are said in so many lots: more mails in an hour to one contact would be folded into one."""

MAIL_OF = {"olivia": "Olivia Owner <olivia@acme.example>", "anna": ANNA}


@pytest.mark.parametrize("critical", [False, True], ids=["manager", "lawyer"])
@pytest.mark.parametrize(("a", "b", "d"), list(product((True, False), (True, False), ("pass", "none", "fail"))))
@pytest.mark.parametrize("tagged", [True, False])
@pytest.mark.parametrize("part", range(PARTS))
def test_who_may_command(ground: Ground, a: bool, b: bool, d: str, tagged: bool, critical: bool, part: int) -> None:
    who = "olivia" if critical else "anna"
    verbs = list(SAID)[part::PARTS]
    for verb in verbs:
        if verb in WITHOUT_CASE and a and not (b or tagged):
            continue  # a word about no case: its own row, below
        ground.is_back(who)
        ground.writes(JANE, LAWYER if critical else MANAGER)
        case = ground.case
        got = next(m for m in ground.rows(who) if m.case == case.reference)
        before, mails = ground.state(case.reference), len(ground.rows())
        ground.writes(
            MAIL_OF[who] if a else f"Eve <eve-{verb}@evil.example>",
            SAID[verb],
            answers=got.message_id if b else "",
            subject=f"Re: [{case.reference}]" if tagged else "Re: it",
            headers=[h for name, h in (("pass", PASS), ("fail", FAIL)) if name == d],
        )
        expected = _row(a, b, d, tagged, heavy=verb in HEAVY or (critical and verb in HEAVY_ON_HOLD))
        if expected == "explained" and verb != verbs[0]:
            expected = "refused"  # one explanation an hour at most
        seen = _seen(ground, case, who, before, mails)
        assert seen == expected, f"{verb}: {[e.what for e in ground.events(case.reference)]}"


def _row(a: bool, b: bool, d: str, tagged: bool, *, heavy: bool) -> str:
    """The table of docs/trust.md, once more."""
    if a and d == "fail":
        return "refused" if b else "nothing"
    if a and b:
        return "code" if heavy and d == "none" else "obeyed"
    if a and d == "pass" and tagged:
        return "told no" if heavy else "obeyed"
    if a and tagged:
        return "explained"
    return "note" if b else "nothing"


def _seen(ground: Ground, case: Case, who: str, before: Case | None, mails: int) -> str:
    """What came of it, by the log and by the mails."""
    log = ground.events(case.reference)[case.events :]
    told = [(m.template, m.to) for m in ground.rows()[mails:] if m.case == case.reference]
    named = {template for template, to in told if to == who}
    acted = any(e.by == who and e.what not in ("refused", "code asked") for e in log)
    if acted:
        assert named & {"receipt", "status", "help", "why", "desk_answer"}
        return "obeyed"
    after = ground.state(case.reference)
    assert not [t for t in told if t[1] == "customer"], "the customer hears of nothing"
    if "code" in named:
        return "code"
    assert after == before, "a mail without proof left the case as it was"
    if "receipt" in named:
        return "told no"
    if "explain_refusal" in named:
        return "explained"
    if any(e.what == "noted" for e in log):
        assert "stranger" in named
        return "note"
    if any(e.what == "refused" for e in log):
        return "refused"
    return "nothing"


@pytest.mark.parametrize(("d", "expected"), [("pass", "done"), ("none", "a code"), ("fail", "nothing")])
@pytest.mark.parametrize("said", ["away until friday", "away", "here", "list"])
def test_a_word_about_no_case(ground: Ground, said: str, d: str, expected: str) -> None:
    """The last row of the table: a contact writes a mail of their own."""
    headers = [h for name, h in (("pass", PASS), ("fail", FAIL)) if name == d]
    ground.writes(ANNA, said, subject="About me", headers=headers)
    told = [m.template for m in ground.rows("anna")]
    away = "anna" in ground.store.absences(ground.clock.now())
    assert away is (expected == "done" and said.startswith("away"))
    assert told == {"done": ["desk_answer"], "a code": ["code"], "nothing": []}[expected]
    assert len(ground.cases) == (expected == "nothing"), "a mail that proves nothing is a mail as any other"


def test_nobody_but_a_contact_says_so(ground: Ground) -> None:
    ground.writes("Eve <eve@evil.example>", "away", subject="About me", headers=[PASS])
    assert not ground.store.absences(ground.clock.now())
    assert len(ground.cases) == 1
