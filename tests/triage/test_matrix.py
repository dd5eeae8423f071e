"""The matrix: the packaged one is whole, the owner's lies over it key by key, and every mistake is told at once."""

from __future__ import annotations

from decimal import Decimal

import pytest

from inbox_escalator.triage.classify import triage
from inbox_escalator.triage.library import Library
from inbox_escalator.triage.matrix import BadRules, load_rules
from inbox_escalator.triage.owntests import wrong_with
from inbox_escalator.triage.trigger import Told, Urgency
from tests.triage.reading_mail import mail, sender

SPECIFIED = {
    "unresolved": ("clock", "next", "medium"),
    "manager_request": ("phrases", "L2", "high"),
    "financial_loss": ("amount", "L2", "high"),
    "legal_threat": ("phrases", "L3", "critical"),
    "security_incident": ("phrases", "L3", "critical"),
    "service_failure": ("phrases", "L3", "critical"),
    "same_issue": ("incident", "L2", "high"),
    "public_review": ("phrases", "L2", "medium"),
    "beyond_authority": ("staff", "next", "high"),
    "vip": ("vip", "L2", "high"),
    "no_response": ("clock", "next", "medium"),
    "resolved_thanks": ("tag", "", "medium"),
}


def test_the_packaged_matrix_is_the_specified_one() -> None:
    found = {t.name: (t.kind, t.target, t.urgency.value) for t in load_rules().triggers}
    assert found == SPECIFIED


def test_every_trigger_that_acts_says_what_to_do_and_what_it_is_about() -> None:
    for trigger in load_rules().triggers:
        assert len(trigger.action) > 40, trigger.name
        if trigger.target:
            assert trigger.issue_area, trigger.name


def test_a_thief_or_a_lawyer_is_told_nothing() -> None:
    rules = load_rules()
    held = {t.name for t in rules.triggers if t.legal_hold}
    assert held == {"legal_threat", "security_incident"}
    assert {t.name for t in rules.triggers if t.told is Told.NEUTRAL} == held


@pytest.mark.parametrize("code", ["en", "de", "fr", "es", "nl", "pt", "it"])
def test_every_packaged_phrase_is_well_formed(code: str) -> None:
    language = Library().language(code)
    expressions = [rule.says for rule in language.book.rules]
    for context in {c for rule in language.book.rules for c in rule.contexts}:
        expressions += [e for e in (context.before, context.after, context.inside, context.sentence, context.but) if e]
    for expression in expressions:
        expression.first(b"")
    fired = {rule.trigger for rule in language.book.rules}
    assert fired >= {
        "legal_threat",
        "manager_request",
        "security_incident",
        "public_review",
        "service_failure",
        "resolved_thanks",
        "loss",
    }
    assert any(rule.major for rule in language.book.rules)
    assert language.thanking


def test_the_owners_keys_lie_over_the_packaged_ones() -> None:
    rules = load_rules([{"name": "manager_request", "to": "L3", "urgency": "critical", "action": "Ring back."}])
    trigger = rules.trigger("manager_request")
    assert trigger is not None
    assert (trigger.target, trigger.urgency, trigger.action, trigger.sources) == (
        "L3",
        Urgency.CRITICAL,
        "Ring back.",
        ("L1",),
    )


def test_amounts_are_laid_over_by_currency() -> None:
    rules = load_rules([{"name": "financial_loss", "amount": {"USD": 1000, "SEK": 5000}}])
    assert rules.amounts["USD"] == 1000
    assert rules.amounts["SEK"] == 5000
    assert rules.amounts["EUR"] == 500
    assert load_rules([{"name": "financial_loss", "amount": "900 SEK"}]).amounts["SEK"] == Decimal(900)
    assert load_rules([{"name": "financial_loss", "amount": 50}]).amounts["CHF"] == Decimal(50)


def test_own_trigger_with_its_own_phrases() -> None:
    own = {"name": "cancellation", "to": "L2", "phrases": ["(cancel|end) .. [my] contract"], "unless": ["how can i"]}
    rules = load_rules([own])
    assert triage(mail("I want to cancel my contract today."), sender(), rules).escalates == ("cancellation",)
    assert triage(mail("How can I cancel my contract?"), sender(), rules).escalates == ()
    assert triage(mail("I do not want to cancel my contract."), sender(), rules).escalates == ()
    assert triage(mail("Ich möchte Ihnen sagen: cancel my contract."), sender(), rules).escalates == ("cancellation",)


def test_own_phrases_replace_the_packaged_ones_unless_they_are_named() -> None:
    threat = mail("My lawyer will contact you.")
    assert triage(threat, sender(), load_rules([{"name": "legal_threat", "phrases": ["subpoena"]}])).triggers == ()
    both = load_rules([{"name": "legal_threat", "phrases": ["<packaged>", "subpoena"]}])
    assert triage(threat, sender(), both).triggers == ("legal_threat",)
    assert triage(mail("You will get a subpoena."), sender(), both).triggers == ("legal_threat",)


@pytest.mark.parametrize(
    ("phrase", "words", "found"),
    [
        ("24/7", "We need support 24/7, please.", "24/7"),
        ("24/7 support", "We need 24 / 7 support.", "24 / 7 support"),
        ("24/7", "Our number is 247.", None),
        ("version 4.5", "I have version 4.5 of it.", "version 4.5"),
        ("version 4.5", "I have version 45 of it.", None),
        ("1,000 users", "We are 1,000 users here.", "1,000 users"),
        ("12:30", "Ring me at 12:30 today.", "12:30"),
        ("and/or", "The door and/or the lock.", "and/or"),
        ("and/or", "The pandora box.", None),
        ("a+b*", "It is the A+Bs.", "A+Bs"),
        ("(c++|100%)", "Plan C is 100 times better.", None),
        ("c++ library", "Your C++ library.", "C++ library"),
        ("100% of it", "I want 100 % of it back.", "100 % of it"),
        ("\"no refund,\"", "There is no refund at all.", "no refund"),
    ],
)
def test_signs_within_a_word_of_a_phrase_are_those_of_the_mail(phrase: str, words: str, found: str | None) -> None:
    rules = load_rules([{"name": "own", "to": "L2", "phrases": [phrase]}])
    findings = triage(mail(words), sender(), rules).findings
    assert [f.words for f in findings if f.trigger == "own"] == ([found] if found else [])


def test_own_exclusion_of_a_packaged_trigger() -> None:
    rules = load_rules([{"name": "legal_threat", "unless": ["lakeside law clinic"]}])
    found = triage(mail("My lawyer will contact you about the Lakeside Law Clinic account."), sender(), rules)
    assert found.triggers == ()
    assert "your rule says unless" in found.findings[0].because


def test_zones_of_an_own_rule() -> None:
    rules = load_rules([{"name": "recall", "to": "L2", "phrases": ["recall"], "zones": ["subject"]}])
    assert triage(mail("About the recall.", subject="Question"), sender(), rules).triggers == ()
    assert triage(mail("Hello.", subject="The recall"), sender(), rules).triggers == ("recall",)


def test_every_mistake_at_once_with_table_key_and_example() -> None:
    with pytest.raises(BadRules) as caught:
        load_rules(
            [
                {"name": "Legal Threat"},
                {"name": "vip", "urgncy": "high"},
                {"name": "mine", "to": "L2", "phrases": ["(cancel|end", "..."], "mode": "loud", "within": 30},
                {"name": "financial_loss", "amount": "a lot"},
                {"name": "public_review", "zones": ["quoted"], "test": [{"word": "x"}]},
            ]
        )
    told = {(m.table, m.key): m.message for m in caught.value.mistakes}
    assert set(told) == {
        (0, "name"),
        (1, "urgncy"),
        (2, "phrases"),
        (2, "mode"),
        (2, "within"),
        (3, "amount"),
        (4, "zones"),
        (4, "test"),
    }
    assert 'did you mean "urgency"' in told[1, "urgncy"]
    assert "5000 SEK" in told[3, "amount"]
    assert len([m for m in caught.value.mistakes if m.key == "phrases"]) == 2


def test_a_new_trigger_needs_a_target_and_phrases() -> None:
    with pytest.raises(BadRules) as caught:
        load_rules([{"name": "mine"}])
    assert {m.key for m in caught.value.mistakes} == {"to", "phrases"}


def test_own_examples_are_tried() -> None:
    rules = load_rules(
        [
            {
                "name": "cancellation",
                "to": "L2",
                "phrases": ["cancel .. contract"],
                "test": [
                    {"words": "Please cancel my contract", "fires": True},
                    {"words": "I never want to cancel my contract", "fires": False},
                    {"words": "Please cancel the old contract", "fires": False},
                    {"words": "I quit"},
                ],
            }
        ]
    )
    assert [(e.words, why) for e in rules.tests if (why := wrong_with(e, rules))] == [
        ("Please cancel the old contract", 'it fires, on "cancel the old contract", your phrase'),
        ("I quit", "it does not fire: no phrase of it stands there"),
    ]
