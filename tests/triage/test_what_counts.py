"""Whose words count: zones, subjects of answers, forwards, machines, and the owner's modes."""

from __future__ import annotations

import pytest

from inbox_escalator.intake.mail import Address
from inbox_escalator.intake.sender import Kind
from inbox_escalator.triage.classify import triage
from inbox_escalator.triage.matrix import load_rules
from inbox_escalator.triage.people import Vip
from inbox_escalator.triage.trigger import TOGETHER, Mode, Sentiment, Urgency
from tests.triage.reading_mail import mail, sender

THREAT = "My lawyer will contact you on Monday."
RULES = load_rules()


def test_new_words_count_with_the_exact_words_the_zone_and_the_reason() -> None:
    found = triage(mail(f"Hello,\n{THREAT}"), sender(), RULES)
    assert found.escalates == ("legal_threat",)
    (finding,) = found.evidence("legal_threat")
    assert finding.words == "My lawyer will contact"
    assert finding.zone == "new"
    assert finding.because == "a lawyer acts, or will"
    assert found.urgency is Urgency.CRITICAL


@pytest.mark.parametrize("zone", ["quoted", "signature", "footer"])
def test_words_of_other_zones_never_count(zone: str) -> None:
    silent = triage(mail("When does it arrive?", **{zone: THREAT}), sender(), RULES)
    assert (silent.triggers, silent.findings) == ((), ())
    looked_at = triage(mail("When does it arrive?", **{zone: THREAT}), sender(), RULES, everywhere=True)
    assert looked_at.triggers == ()
    assert [(f.zone, f.fired) for f in looked_at.findings] == [(zone, False)]


def test_a_subject_counts() -> None:
    found = triage(mail("see attached", subject="Letter from my lawyer"), sender(), RULES)
    assert found.evidence("legal_threat")[0].zone == "subject"


@pytest.mark.parametrize(
    "subject", ["Re: letter from my lawyer", "AW: Re: letter from my lawyer", "RE: [CASE-7] letter from my lawyer"]
)
def test_the_subject_of_an_answer_was_written_earlier(subject: str) -> None:
    found = triage(mail("Thursday at ten suits me well.", subject=subject, in_reply_to=("<a@b>",)), sender(), RULES)
    assert found.triggers == ()
    assert [f.because for f in found.findings] == ["the subject of an answer was written earlier"]


def test_a_re_on_a_first_mail_is_only_a_way_of_writing() -> None:
    assert triage(mail("As said.", subject="Re: letter from my lawyer"), sender(), RULES).escalates == ("legal_threat",)


def test_an_answer_may_point_at_its_subject() -> None:
    found = triage(mail("see subject.", subject="Re: letter from my lawyer", in_reply_to=("<a@b>",)), sender(), RULES)
    assert found.escalates == ("legal_threat",)


def test_a_forward_counts_as_the_senders_report() -> None:
    found = triage(
        mail("This came to my own mailbox, please see to it.", subject="Fwd: complaint", forwarded=THREAT),
        sender(),
        RULES,
    )
    assert found.evidence("legal_threat")[0].zone == "forwarded"


def test_a_forward_of_our_own_mail_does_not() -> None:
    own = f"From: Support <support@lakemont.example.com>\nDate: today\n\n{THREAT}"
    assert triage(mail("You wrote me this.", forwarded=own), sender(), RULES).triggers == ()


def test_a_forward_to_read_is_no_report() -> None:
    found = triage(mail("Interesting article, thought of you!", forwarded=THREAT), sender(), RULES)
    assert found.triggers == ()
    assert found.findings[0].because == "forwarded as something to read, not as a report"


@pytest.mark.parametrize("kind", [Kind.BOUNCE, Kind.AUTO_REPLY, Kind.OWN, Kind.IGNORED])
def test_what_answers_by_itself_starts_nothing(kind: Kind) -> None:
    found = triage(mail(THREAT), sender(kind), RULES)
    assert (found.triggers, found.escalates) == ((), ())
    assert not found.findings[0].fired


def test_an_auto_reply_known_by_its_words_alone_is_read() -> None:
    assert triage(mail(THREAT), sender(Kind.AUTO_REPLY, by_words=True), RULES).escalates == ("legal_threat",)


def test_a_machines_notice_may_start_an_escalation() -> None:
    assert triage(mail("Dana left a one star review on Trustpilot."), sender(Kind.NOTICE), RULES).escalates == (
        "public_review",
    )


def test_bulk_mail_speaks_to_many_but_a_review_site_to_us() -> None:
    bulk = (("list-unsubscribe", "<https://x.example>"),)
    assert triage(mail(THREAT, headers=bulk), sender(Kind.NOTICE), RULES).triggers == ()
    notice = mail("You have a new one star review for your shop.", headers=bulk)
    assert triage(notice, sender(Kind.NOTICE), RULES).escalates == ("public_review",)


def test_vip_by_address_and_by_domain() -> None:
    rules = load_rules(vip=Vip(frozenset({"anna@client.example"}), frozenset({"big.example"})))
    assert triage(mail("Hello"), sender(), rules).escalates == ("vip",)
    assert triage(mail("Hello"), sender(address=Address("x@eu.big.example")), rules).escalates == ("vip",)
    assert triage(mail("Hello"), sender(address=Address("x@notbig.example")), rules).escalates == ()


def test_observe_and_off() -> None:
    observed = triage(mail(THREAT), sender(), load_rules([{"name": "legal_threat", "mode": "observe"}]))
    assert (observed.triggers, observed.escalates) == (("legal_threat",), ())
    off = triage(mail(THREAT), sender(), load_rules([{"name": "legal_threat", "mode": "off"}]))
    assert (off.triggers, off.findings) == ((), ())
    everything = triage(mail(THREAT), sender(), load_rules(mode=Mode.OBSERVE))
    assert (everything.triggers, everything.escalates) == (("legal_threat",), ())


def test_a_failure_is_a_tag_that_raises_urgency_and_major_escalates() -> None:
    tag = triage(mail("The scanner stopped working."), sender(), RULES)
    assert (tag.triggers, tag.escalates, tag.urgency) == (("service_failure",), (), Urgency.HIGH)
    major = triage(mail("Our whole company is offline and nobody can work."), sender(), RULES)
    assert (major.escalates, major.urgency) == (("service_failure",), Urgency.CRITICAL)
    assert major.evidence("service_failure")[0].major


def test_anger_raises_urgency_to_high_at_most() -> None:
    found = triage(mail("You liars!!! This is outrageous, I am furious, you thieves!"), sender(), RULES)
    assert (found.sentiment, found.urgency, found.escalates) == (Sentiment.ANGRY, Urgency.HIGH, ())
    assert "outrageous" in found.sentiment_words


def test_several_triggers_stand_in_the_order_of_the_matrix() -> None:
    found = triage(mail(f"Get me your supervisor. {THREAT}"), sender(), RULES)
    assert found.escalates == ("legal_threat", "manager_request")


def test_terms_without_small_talk() -> None:
    found = triage(mail("Hello, since the update the exports of the planner crashed twice. Thanks!"), sender(), RULES)
    assert set(found.issues_like) >= {"=updating", "=export", "plan", "=crash"}
    assert not {"helo", "hello", "the", "thanks"} & set(found.issues_like)


def test_an_empty_mail() -> None:
    found = triage(mail(), sender(), RULES)
    assert (found.findings, found.triggers, found.sentiment, found.loss) == ((), (), Sentiment.CALM, None)


@pytest.mark.parametrize(
    ("text", "fired"),
    [
        ("The app was down all morning. It works again now, thank you, you can close this.", False),
        ("The app is down and nothing works. Please help.", True),
        ("Thank you, the login is fixed now. But the app is down and nothing works.", True),
    ],
)
def test_what_is_settled_in_the_same_mail_is_no_failure_any_more(text: str, fired: bool) -> None:
    found = triage(mail(text), sender(), RULES)
    assert ("service_failure" in found.triggers) is fired
    assert not (fired and "resolved_thanks" in found.triggers)


@pytest.mark.parametrize(
    ("text", "fired"),
    [
        ("Thank you so much, great job! Where can I post my opinion about you, on Trustpilot?", False),
        ("I will post my opinion about you on Trustpilot. You ruined our holiday.", True),
    ],
)
def test_who_is_friendly_asks_where_to_praise(text: str, fired: bool) -> None:
    found = triage(mail(text), sender(), RULES)
    assert ("public_review" in found.triggers) is fired


def test_the_subject_of_our_own_mail_is_nobodys_wish() -> None:
    found = triage(mail("ok", subject="Re: ESCALATION L2 high [CASE-1002]"), sender(), RULES)
    assert not found.triggers


STUDY = (
    "I am a student and write a thesis about complaints. May I send you a questionnaire? By the way, I want to cancel."
)


def test_whoever_is_on_the_owners_list_is_so_whatever_the_mail_is_about() -> None:
    rules = load_rules(vip=Vip(addresses=frozenset({sender().address.address})))
    plain = triage(mail("I will sue you."), sender(), RULES)
    about = triage(mail(f"{STUDY} I will sue you."), sender(), rules)
    assert "legal_threat" in plain.triggers
    assert about.triggers == ("vip",)


def test_what_the_mail_is_about_strikes_out_none_of_the_owners_own_triggers() -> None:
    rules = load_rules([{"name": "cancellation", "kind": "phrases", "to": "L2", "phrases": ["want to cancel"]}])
    assert "cancellation" in triage(mail(STUDY), sender(), rules).triggers


@pytest.mark.parametrize(
    ("trigger", "text"),
    [
        ("legal_threat", f"{STUDY} I will sue you."),
        ("legal_threat", "Where do I download the papers? Our lawyer should sue them, and needs the old one."),
        ("legal_threat", "My divorce goes to court. I shall sue the house off him."),
        ("manager_request", "I am applying for the job. May I speak to a manager about my application?"),
        ("service_failure", "The app was down all morning. It works again now, thank you, you can close this."),
        ("public_review", "Thank you so much, great job! Where can I post my opinion about you, on Trustpilot?"),
    ],
)
def test_no_packaged_rule_strikes_out_what_the_owners_own_phrase_found(trigger: str, text: str) -> None:
    phrases = ["(sue|speak to|opinion)", "app was down"]
    own = load_rules([{"name": trigger, "phrases": ["<packaged>", *phrases]}])
    assert trigger not in triage(mail(text), sender(), RULES).triggers
    assert trigger in triage(mail(text), sender(), own).triggers


def test_what_spoils_a_packaged_phrase_leaves_the_owners_own_one_about_the_same_words() -> None:
    own = load_rules([{"name": "legal_threat", "phrases": ["<packaged>", "lawyer"]}])
    told = "I'm not the type to sue, my lawyer will contact you about the deposit."
    assert triage(mail(told), sender(), RULES).triggers == ()
    assert triage(mail(told), sender(), own).triggers == ("legal_threat",)
    assert triage(mail("I do not need a lawyer for that."), sender(), own).triggers == ()


def test_the_owners_own_phrase_takes_nothing_from_a_packaged_one_that_says_more() -> None:
    """That nobody can work is said by the longer one."""
    words = "The whole company stands still: the app is down for all of us, nobody can work."
    own = load_rules([{"name": "service_failure", "phrases": ["<packaged>", "(app is down|nobody|stands still)"]}])
    assert triage(mail(words), sender(), RULES).escalates == ("service_failure",)
    assert triage(mail(words), sender(), own).escalates == ("service_failure",)


def test_a_threat_that_is_made_twice_is_meant_whatever_else_the_mail_is_about() -> None:
    threat = "My lawyer will write to you on Monday. I will take you to court for the deposit."
    assert "legal_threat" in triage(mail(f"{STUDY} {threat}"), sender(), RULES).triggers


@pytest.mark.parametrize(
    ("text", "fired"),
    [
        ("My lawyer writes the list of fees. Where do I download the old one?", False),
        ("You lost our file. My lawyer writes to you. Where do I download the old one?", True),
        ("Where do I download the papers? My lawyer needs them to sue you.", True),
    ],
)
def test_who_asks_for_something_ordinary_and_complains_of_nothing_threatens_nobody_but_us(
    text: str, fired: bool
) -> None:
    found = triage(mail(text), sender(), RULES)
    assert ("legal_threat" in found.triggers) is fired


@pytest.mark.parametrize(
    ("text", "fired"),
    [
        ("I am taking my landlord to court. My lawyer wants your bill.", False),
        ("I am taking my landlord to court. My lawyer wants your bill. Next I will sue you.", True),
    ],
)
def test_a_case_with_somebody_else_is_no_threat(text: str, fired: bool) -> None:
    found = triage(mail(text), sender(), RULES)
    assert ("legal_threat" in found.triggers) is fired


@pytest.mark.parametrize(
    ("text", "fired"),
    [
        ("You never sent the sofa. My cousin used to clerk for a judge. The form goes in on Monday.", True),
        ("You never sent the sofa. The form goes in on Monday.", False),
        ("My cousin used to clerk for a judge. The form goes in on Monday.", False),
        (
            "You never sent the sofa. My cousin clerks for a judge. She is well. He is well. The form goes in on Monday.",
            False,
        ),
    ],
)
def test_a_hint_counts_beside_what_explains_it_in_a_mail_that_complains(text: str, fired: bool) -> None:
    found = triage(mail(text), sender(), RULES)
    # Whether all words together are a threat is another question.
    by_rule = [f for f in found.findings if f.fired and f.trigger == "legal_threat" and f.because != TOGETHER]
    assert bool(by_rule) is fired


@pytest.mark.parametrize(
    ("text", "fired"),
    [
        ("The photo is at https://evil.example/sue-the-lawyer, please have a look.", ()),
        ("My invoice: http://hacked-account.example/stolen-data.", ()),
        ("You find it under www.lawyer.example/we-will-sue (page 3).", ()),
        ("See https://photos.example/a?b=c. I will sue you.", ("legal_threat",)),
    ],
)
def test_the_words_of_an_address_of_the_web_tell_nothing(text: str, fired: tuple[str, ...]) -> None:
    found = triage(mail(text), sender(), RULES)
    assert found.triggers == fired
    assert found.sentiment is Sentiment.CALM or fired


def test_a_sum_that_counts_says_from_which_one_on() -> None:
    found = triage(mail("You charged me 1,480 USD by mistake, and I want my money back."), sender(), RULES)
    (finding,) = found.evidence("financial_loss")
    assert finding.because.endswith("; 1480 USD counts, from 500 on")
