"""What all words of a mail together change about what the rules found in it."""

from __future__ import annotations

import pytest

from inbox_escalator.intake.sender import Kind
from inbox_escalator.triage import balance
from inbox_escalator.triage.classify import triage
from inbox_escalator.triage.matrix import load_rules
from inbox_escalator.triage.phrases import Hit
from inbox_escalator.triage.scales import Scales, terms
from inbox_escalator.triage.trigger import TOGETHER, Sentiment, Triage
from tests.triage.reading_mail import mail, sender

OUTCOMES = ("complaint", "loss", *balance._ADDS, "financial_loss", "calm", "frustrated", "angry")
RULES = load_rules()
FILLER = "On the way to the lake we stopped twice and looked at the mountains and the boats and some people from there"
QUIET = (
    "Yesterday the garden was green and the birds sang over the roofs and along the river while my sister read a book"
)
THREAT = "My lawyer will sue you."


def line(term: str, **weights: int) -> str:
    return "\t".join([term, "50", *(str(weights.get(outcome, 0)) for outcome in OUTCOMES)]) + "\n"


FILE = [
    "\t".join(["term", "rare", *OUTCOMES]) + "\n",
    "\t".join(["", "", *("0" for _ in OUTCOMES)]) + "\n",
    *(line(term.decode()) for term in sorted(terms(FILLER.lower().encode().split()))),
    *(
        line(term.decode())
        for term in sorted(terms(QUIET.lower().encode().split()) - terms(FILLER.lower().encode().split()))
    ),
    line("lemonade", complaint=-900),
    line("spoons", complaint=-55),
    line("vultures", legal_threat=2000, public_review=-2000),
    line("eagles", legal_threat=135),
    line("pickles", complaint=200),
    line("grumble", frustrated=2000),
    line("pickpocket", loss=2000),
]


@pytest.fixture(autouse=True)
def own_weights(monkeypatch: pytest.MonkeyPatch) -> None:
    """Weights that a test can reckon with."""
    of = Scales("".join(FILE).encode())
    monkeypatch.setattr(balance, "scales", lambda: of)


def found(text: str, **more: object) -> Triage:
    return triage(mail(text, **more), sender(), RULES)  # type: ignore[arg-type]


def test_a_threat_in_an_everyday_mail_is_struck_out_and_the_words_are_shown() -> None:
    told = found(f"{FILLER}. {THREAT} {FILLER[::-1]}. We had lemonade.")
    assert told.triggers == ()
    assert any("reads like an everyday one" in f.because and '"lemonade"' in f.because for f in told.findings)
    assert found(f"{FILLER}. {THREAT}").triggers == ("legal_threat",)


def test_a_line_or_two_needs_more_to_be_an_everyday_mail() -> None:
    short = "My lawyer will sue you, on the way to the lake. Some spoons, too."
    assert found(short).triggers == ("legal_threat",)
    long = (
        f"{FILLER}. {THREAT} Some spoons, too. The lake, the boats, the mountains and the people, from the way there."
    )
    assert found(long).triggers == ()
    assert found(f"{long} See you in court.").triggers == ("legal_threat",)


def test_what_the_owner_looks_for_himself_is_never_struck_out() -> None:
    own = load_rules([{"name": "legal_threat", "phrases": ["<packaged>", "will sue"]}])
    told = triage(mail(f"{FILLER}. {THREAT} We had lemonade."), sender(), own)
    assert told.triggers == ("legal_threat",)


def test_words_that_leave_no_doubt_fire_without_a_rule_and_the_plainest_sentence_is_shown() -> None:
    told = found(f"{FILLER}. The vultures of the bar. {FILLER}.")
    assert told.triggers == ("legal_threat",)
    finding = told.evidence("legal_threat")[0]
    assert finding.words == "The vultures of the bar"
    assert (finding.because, finding.phrase) == (TOGETHER, '"vultures"')
    assert finding.zone == "new"


def test_words_that_begin_a_mail_or_stand_below_a_muted_subject_are_those_of_the_new_words() -> None:
    for more in ({"subject": "A question"}, {"subject": "Re: My account was hacked", "in_reply_to": "<1@x.example>"}):
        told = found(f"The vultures of the bar and {FILLER}", **more)
        assert [(f.zone, f.words[:12]) for f in told.evidence("legal_threat")] == [("new", "The vultures")]


def test_what_others_wrote_changes_nothing_where_it_is_listed() -> None:
    for new in (f"{FILLER}. The vultures of the bar.", f"{FILLER}. {THREAT} We had lemonade."):
        letter = mail(new, quoted="I will sue you. My account was hacked.")
        listed = triage(letter, sender(), RULES, everywhere=True)
        assert listed.triggers == triage(letter, sender(), RULES).triggers
        assert any(f.zone == "quoted" for f in listed.findings)


def test_nothing_is_added_where_the_owner_does_not_look() -> None:
    own = load_rules([{"name": "legal_threat", "zones": ["subject"]}])
    assert triage(mail(f"{FILLER}. The vultures of the bar."), sender(), own).triggers == ()


def test_an_exclusion_of_the_owner_leaves_everyday_mail_alone_all_the_same() -> None:
    own = load_rules([{"name": "legal_threat", "unless": ["zebra crossing"]}])
    assert triage(mail(f"{FILLER}. {THREAT} We had lemonade."), sender(), own).triggers == ()


def test_an_endless_sentence_is_asked_in_few_pieces() -> None:
    hits = [Hit(RULES.library.language("en").book.rules[0], at, at + 5) for at in range(0, 60_000, 10)]
    places = balance._around(hits, [-1, 60_000])
    assert len(places) == 60_000 // balance._REACH
    assert max(end - start for start, end in places) <= 3 * balance._REACH


def test_numbers_and_small_words_are_not_shown() -> None:
    said = [b"on", b"my", b"17", b"grumble"]
    assert balance.put_on(said).telling("frustrated") == ["grumble"]


def test_nothing_is_added_to_what_the_owner_words_himself_or_has_switched_off() -> None:
    text = f"{FILLER}. The vultures of the bar."
    for given in ({"phrases": ["see you in court"]}, {"unless": ["bar"]}, {"mode": "off"}):
        assert triage(mail(text), sender(), load_rules([{"name": "legal_threat", **given}])).triggers == ()


def test_where_a_rule_found_words_that_do_not_count_more_is_needed_to_add_anything() -> None:
    said = f"I am not going to sue you. {FILLER}. {FILLER}. {FILLER[::-1]}"
    assert found(f"{said}. Eagles.").triggers == ()
    assert found(f"{FILLER}. {FILLER}. {FILLER[::-1]}. Eagles.").triggers == ("legal_threat",)
    assert found(f"{said}. Vultures.").triggers == ("legal_threat",)
    short = "I am not going to sue you. On the way to the lake we stopped twice and looked. Vultures."
    assert found(short).triggers == ()


def test_a_hint_counts_where_all_words_complain() -> None:
    said = f"{QUIET}. My cousin used to clerk for a judge. The form goes in on Monday."
    assert found(said).triggers == ()
    assert found(f"{said} And pickles.").triggers == ("legal_threat",)


def test_nothing_is_added_from_what_others_wrote() -> None:
    assert found(FILLER, quoted="The vultures of the bar.").triggers == ()


@pytest.mark.parametrize("kind", [Kind.NOTICE, Kind.AUTO_REPLY, Kind.BOUNCE, Kind.OWN])
def test_nothing_is_added_to_what_no_person_wrote(kind: Kind) -> None:
    assert triage(mail(f"{FILLER}. The vultures of the bar."), sender(kind), RULES).triggers == ()


def test_too_few_known_words_say_nothing() -> None:
    assert found("Vultures.").triggers == ()


def test_the_mood_is_that_of_all_words() -> None:
    told = found(f"{FILLER}. Grumble.")
    assert (told.sentiment, told.sentiment_words) == (Sentiment.FRUSTRATED, ("grumble",))
    assert found(FILLER).sentiment is Sentiment.CALM


def test_a_sum_is_rather_lost_where_all_words_speak_of_a_loss() -> None:
    assert found(f"{FILLER}. A pickpocket. It is $1,450.").triggers == ("financial_loss",)
    assert found(f"{FILLER}. It is $1,450.").triggers == ()
    machine = triage(mail(f"{FILLER}. A pickpocket. It is $1,450."), sender(Kind.NOTICE), RULES)
    assert machine.loss is None
