"""The ESCALATION: what must be done by when, the eight fields in their order, one tap to act, then everything else."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from urllib.parse import parse_qs, unquote, urlsplit

import pytest

from inbox_escalator.casework.case import Felt
from inbox_escalator.casework.decision import Event, Text, Voice
from inbox_escalator.casework.hours import Deadline
from inbox_escalator.identity import CUSTOMER
from inbox_escalator.intake.command import ABOVE, Command, read_command
from inbox_escalator.intake.mail import Address
from inbox_escalator.triage.trigger import Loss, Sentiment, Trigger, Urgency
from inbox_escalator.writing import example
from inbox_escalator.writing.facts import Facts
from inbox_escalator.writing.for_staff import action
from inbox_escalator.writing.taps import TAPS
from tests.writing.conftest import Desk, customer_says, html, plain
from tests.writing.test_inert import seen

FIELDS = [
    "Level", "Urgency", "Customer", "Issue", "Steps taken", "Customer sentiment", "Required action", "Deadline",
]  # fmt: skip


def fields(text: str) -> dict[str, str]:
    lines = (line.partition(": ") for line in text.splitlines())
    return {label: said for label, colon, said in lines if colon and label in FIELDS}


def test_the_first_line_says_what_to_do_by_when(desk: Desk) -> None:
    assert plain(desk.mail("escalation")).startswith(
        "Answer Jane Roe by 15:02: legal threat (“our lawyer will write”).\n"
    )


def test_the_eight_fields_stand_in_the_order_of_the_internal_message(desk: Desk) -> None:
    text = plain(desk.mail("escalation"))
    assert list(fields(text)) == FIELDS
    assert re.findall(r"<th [^>]*>([^<]+)</th>", html(desk.mail("escalation"))) == FIELDS
    assert text.index("Deadline: ") < 1000


def test_what_the_fields_say(desk: Desk) -> None:
    case = replace(example.case(), loss=Loss(Decimal(1200), "EUR"), previous="CASE-1001", unverified=True)
    said = fields(plain(desk.mail("escalation", case)))
    assert said["Level"] == "L1 → L3"
    assert said["Urgency"] == "Critical"
    assert said["Customer"] == (
        "Jane Roe, jane@roe.example · VIP · 1,200 EUR at stake · continues CASE-1001"
        " · 2 mails on this case · sender NOT verified"
    )
    assert said["Issue"].startswith("Invoices gone after your update: “")
    assert "our lawyer will write" in said["Issue"]
    assert said["Steps taken"].startswith("Fri 11:40 Ben Bauer: We restored the price lists")
    assert said["Customer sentiment"] == "Angry (“ridiculous”, “nobody rings back”)"
    assert said["Required action"] == "Call the customer today; do not admit fault; ask for the lawyer's name"
    assert said["Deadline"] == "Fri 15:02 = 1 hour from Fri 14:02"


def test_a_sum_that_is_only_likely_is_told_as_such(desk: Desk) -> None:
    case = replace(example.case(), loss=Loss(Decimal(1200), "EUR", sure=False))
    assert "perhaps 1,200 EUR at stake" in fields(plain(desk.mail("escalation", case)))["Customer"]


@pytest.mark.parametrize(
    ("first", "second", "told"),
    [
        ("Read it. Do not admit fault.", "Secure what is affected.", "Read it. Do not admit fault. Secure what is affected."),
        ("ring back", "check the books", "ring back; check the books"),
    ],
)
def test_what_two_triggers_ask_for_reads_as_one_text(first: str, second: str, told: str) -> None:
    said = {"legal_threat": first, "breach": second}
    one, two = (Trigger(name, "phrases", ("any",), "L3", action=wanted) for name, wanted in said.items())
    case = example.case()
    case = replace(case, escalations=(replace(case.escalations[0], triggers=("legal_threat", "breach")),))
    policy = replace(example.policy(), triggers=(one, two))
    facts = Facts(example.notice("escalation"), case, (), (), policy, example.SEAL, example.NOW)
    assert action(facts) == told


def test_nothing_tried_is_said(desk: Desk) -> None:
    first = example.texts()[:1]
    assert fields(plain(desk.mail("escalation", texts=first)))["Steps taken"] == "none yet"
    told = Text("CASE-1042", 2, example.NOW, Voice.AUTOMATIC, "desk", "thank you")
    steps = fields(plain(desk.mail("escalation", texts=(*first, told))))["Steps taken"]
    assert steps == "none yet; automatic mail went out Fri 14:02"


def test_notes_of_colleagues_are_steps_too(desk: Desk) -> None:
    note = Text("CASE-1042", 2, example.NOW, Voice.NOTE, "Ben Bauer", "asked the database team.")
    steps = fields(plain(desk.mail("escalation", texts=(*example.texts(), note))))["Steps taken"]
    assert steps.startswith("Fri 14:02 Ben Bauer: asked the database team; Fri 11:40 Ben Bauer: ")


def test_the_deadline_of_another_day_is_told_with_its_day(desk: Desk) -> None:
    monday = Deadline(
        datetime(2025, 11, 24, 9, 10, tzinfo=UTC), example.NOW, "2 business hours from Fri 16:40; closed Sat, Sun"
    )
    case = example.case()
    case = replace(case, escalations=(replace(case.escalations[0], due=monday),), promised=monday)
    mail = desk.mail("escalation", case)
    assert mail.subject == "ESCALATION L3 critical · Jane Roe · by Mon 10:10 [CASE-1042]"
    assert plain(mail).startswith("Answer Jane Roe by Mon 10:10: ")
    assert fields(plain(mail))["Deadline"] == "Mon 10:10 = 2 business hours from Fri 16:40; closed Sat, Sun"


def test_the_exact_words_are_marked(desk: Desk) -> None:
    mail = desk.mail("escalation")
    assert "*our lawyer will write* to you on Monday." in plain(mail)
    assert "<b>our lawyer will write</b> to you on Monday." in html(mail)
    assert "Legal threat, in the customer’s own words (lawyer with a verb of the future)" in plain(mail)


def test_evidence_that_stands_in_the_subject(desk: Desk) -> None:
    case = replace(example.case(), subject="My lawyer is informed")
    running = case.escalations[0]
    found = replace(running.evidence[0], words="my lawyer", zone="subject")
    case = replace(case, escalations=(replace(running, evidence=(found,)),))
    assert "> *My lawyer* is informed" in plain(desk.mail("escalation", case))


def test_evidence_that_is_found_nowhere_is_shown_all_the_same(desk: Desk) -> None:
    case, _ = customer_says("i will sue you")
    assert "> *i will sue you*" in plain(desk.mail("escalation", case))


def test_who_was_not_called_and_why(desk: Desk) -> None:
    assert "- Ben Bauer was not called: away until Mon (out-of-office answer)" in plain(desk.mail("escalation"))


@pytest.mark.parametrize("name", ["escalation", "status"])
def test_facts_stand_below_a_heading_of_their_own(desk: Desk, name: str) -> None:
    facts = (
        "== Missing facts ==\n\n- Account or order number: AC-10442\n- What was tried: the front line is asked\n\n== "
    )
    assert facts in plain(desk.mail(name))
    assert "Missing facts" not in plain(desk.mail(name, replace(example.case(), facts=())))


def test_timeline_and_conversation(desk: Desk) -> None:
    text = plain(desk.mail("escalation"))
    assert '- Fri 10:15 new case: "Invoices gone after your update"' in text
    assert "- Fri 11:40 answered from the mailbox (Ben Bauer); it is the customer's turn" in text
    assert "- Fri 14:02 Jane Roe writes again" in text
    assert '- Fri 14:02 ESCALATED L1 → L3: legal threat: "our lawyer will write"' in text
    newest, middle, oldest = (text.index(w) for w in ("> Roe & Daughters", "> We restored", "> Good morning"))
    assert newest < middle < oldest


def test_the_timeline_names_who_was_called_and_who_was_passed_over(desk: Desk) -> None:
    told = (
        Event(example.REFERENCE, 5, example.NOW, "called", "system", "L2, escalation", target="ben"),
        Event(example.REFERENCE, 6, example.NOW, "fell over", "system", "bounced, 5.1.1", source="ben"),
        Event(example.REFERENCE, 7, example.NOW, "taken", "olivia", "said so again", source="olivia", target="olivia"),
        Event(example.REFERENCE, 8, example.NOW, "said", "olivia", "to the customer", target=CUSTOMER),
    )
    args = (example.notice("escalation"), example.case(), example.texts(), told, example.NOW)
    text = plain(desk.composer.compose(*args))
    assert "- Fri 14:02 Ben Bauer gets an ESCALATION\n" in text
    assert "- Fri 14:02 next contact after Ben Bauer: bounced, 5.1.1\n" in text
    assert "- Fri 14:02 Olivia Owner has it\n" in text
    assert "- Fri 14:02 Olivia Owner writes to the customer\n" in text


def test_critical_outside_hours_says_why_now(desk: Desk) -> None:
    night = datetime(2025, 11, 22, 1, 0, tzinfo=UTC)
    args = (example.case(), example.texts(), example.events())
    at_night = desk.composer.compose(example.notice("escalation"), *args, night)
    assert "Critical: sent at once, outside working hours." in plain(at_night)
    assert "outside working hours" not in plain(desk.mail("escalation"))


def test_a_calm_one_is_not_red(desk: Desk) -> None:
    case = example.case()
    running = replace(case.escalations[0], urgency=Urgency.HIGH)
    case = replace(case, escalations=(running,), sentiment=Sentiment.CALM, sentiment_words=())
    mail = desk.mail("escalation", case)
    assert 'class="a"' not in html(mail)
    assert 'class="l"' in html(mail)
    assert fields(plain(mail))["Customer sentiment"] == "Calm"


def test_a_vip_is_written_large_and_names_stay_as_they_are(desk: Desk) -> None:
    case = example.case()
    running = case.escalations[0]
    found = replace(running.evidence[0], trigger="vip", words="jane@roe.example", zone="sender")
    moods = (Felt(example.NOW, Sentiment.ANGRY), Felt(example.NOW, Sentiment.CALM, "ben"))
    case = replace(
        case,
        escalations=(replace(running, triggers=("vip",), evidence=(found,)),),
        moods=moods,
        sentiment=Sentiment.CALM,
    )
    text = plain(desk.mail("escalation", case))
    assert text.startswith("Answer Jane Roe by 15:02: VIP (“jane@roe.example”).")
    assert "\nVIP, by the sender (" in text.partition("== Evidence ==")[2]
    assert "Customer sentiment: Calm (says Ben Bauer), before: angry\n" in text
    assert "vip" not in text
    assert "Vip" not in text


# ---------------------------------------------------------------------- taps


def taps(mail_html: str) -> dict[str, tuple[str, str]]:
    """verb → (address, the verb that the token in the subject is good for), of every button."""
    found = {}
    for target in seen(mail_html).targets:
        link = urlsplit(target)
        if link.scheme == "mailto":
            query = parse_qs(link.query, keep_blank_values=True)
            (mark,) = example.SEAL.marks(query["subject"][0], ["olivia", "ben"])
            assert mark.notice in ("4", "5")
            found[query["body"][0]] = (unquote(link.path), f"{mark.contact} {mark.verb}")
    return found


def test_each_tap_proves_one_verb_for_one_reader(desk: Desk) -> None:
    desk_address = "support@acme.example"
    assert taps(html(desk.mail("escalation"))) == {
        "ok": (desk_address, "olivia ok"),
        "say: ": (desk_address, "olivia say"),
        "done": (desk_address, "olivia done"),
        "up": (desk_address, "olivia up"),
        "wait": (desk_address, "olivia wait"),
    }
    assert taps(html(desk.mail("l1_reminder")))["ignore"] == (desk_address, "desk ignore")
    assert set(taps(html(desk.mail("undelivered")))) == {"send", "drop"}
    assert set(taps(html(desk.mail("receipt")))) == {"undo", "status"}


@pytest.mark.parametrize("name", ["escalation", "reminder", "customer_wrote", "came_back", "missed"])
@pytest.mark.parametrize("why", [{"machine": True}, {"unreachable": "550 5.1.1 no such user"}, {"customer": Address("")}], ids=str)
def test_words_to_a_customer_whom_no_mail_reaches_are_not_offered(desk: Desk, name: str, why: dict[str, object]) -> None:
    assert "say: " in taps(html(desk.mail(name)))
    assert "say: TEXT (of these, say: and done: reach the customer)" in plain(desk.mail(name))
    mail = desk.mail(name, replace(example.case(), **why))  # type: ignore[arg-type]
    assert {"done", "up", "wait"} <= set(taps(html(mail)))
    assert "say: " not in taps(html(mail))
    assert "say:" not in plain(mail).partition("write above this line")[0]


@pytest.mark.parametrize("link", TAPS, ids=lambda f: f.__name__)
def test_what_a_tap_sends_is_a_command(link: Callable[[Facts], str]) -> None:
    facts = Facts(example.notice("escalation"), example.case(), (), (), example.policy(), example.SEAL, example.NOW)
    query = parse_qs(urlsplit(link(facts)).query)
    (mark,) = example.SEAL.marks(query["subject"][0], ["olivia"])
    said = read_command(query["body"][0] + ("and words" if query["body"][0].endswith(" ") else ""))
    assert isinstance(said, Command)
    assert said.verb == mark.verb == link.__name__.removeprefix("tap_")


def test_help_names_only_what_is_understood(desk: Desk) -> None:
    for word in re.findall(r"<b>([^<]+)</b>", html(desk.mail("help"))):
        said = word.replace("NAME", "ben").replace("TEXT", "words").replace("REASON", "words")
        said = said.replace("ADDRESS", "jane@customer.example").replace("FRIDAY", "friday")
        assert isinstance(read_command(said, contacts=(("ben", ("Ben",)),)), Command), word


def test_the_marker_is_the_one_at_which_answers_end(desk: Desk) -> None:
    for name in ("escalation", "reminder", "receipt", "help"):
        assert plain(desk.mail(name)).lower().count(ABOVE) == 1


def test_a_copy_carries_no_right(desk: Desk) -> None:
    assert taps(html(desk.mail("took_over"))) == {}
    assert "has CASE-1042 now. Nothing to do for you." in plain(desk.mail("took_over"))


def test_who_has_it_is_not_asked_to_take_it(desk: Desk) -> None:
    assert "ok" not in taps(html(desk.mail("reminder")))
    open_case = replace(example.case(), handler="")
    assert "ok" in taps(html(desk.mail("reminder", open_case)))


def test_a_number_can_be_tapped(desk: Desk) -> None:
    assert "tel:+49305550100" in seen(html(desk.mail("reminder"))).targets
    assert "+49 30 555 0100" in plain(desk.mail("reminder"))


@pytest.mark.parametrize("name", ["escalation", "reminder", "customer_wrote", "missed", "l1_reminder", "undelivered"])
def test_an_answer_may_be_written_too(desk: Desk, name: str) -> None:
    lines = plain(desk.mail(name)).splitlines()
    hint = next(i for i, line in enumerate(lines) if "nswer" in line and " · " in line and i > 0)
    assert lines[hint + 1] == "---- write above this line ----"


# ---------------------------------------------------------------------- the other mails


@pytest.mark.parametrize("name", ["reminder", "missed", "customer_wrote", "l1_reminder"])
def test_the_new_time_stands_in_the_first_line(desk: Desk, name: str) -> None:
    new = Deadline(example.NOW + timedelta(hours=2), example.NOW, "2 hours from Fri 14:02")
    text = plain(desk.mail(replace(example.notice(name), deadline=new), replace(example.case(), promised=new)))
    assert "16:02" in text.splitlines()[0]
    assert "Deadline: Fri 16:02 = 2 hours from Fri 14:02\n" in text


def test_a_climb_says_who_was_silent_and_still_what_it_is_about(desk: Desk) -> None:
    case = example.case()
    first = replace(case.escalations[0], source="L1", target="L2")
    silent = "no answer from Ben Bauer by Fri 14:00"
    then = replace(first, number=2, source="L2", target="L3", triggers=("no_response",), because=silent, evidence=())
    notice = replace(example.notice("escalation"), escalation=2)
    text = plain(desk.mail(notice, replace(case, escalations=(first, then))))
    assert text.startswith("Answer Jane Roe by 15:02: no answer on L2; legal threat (“our lawyer will write”).\n")
    assert "Issue: Invoices gone after your update: “…" in text
    assert "our lawyer will write" in fields(text)["Issue"]
    assert "*our lawyer will write* to you on Monday." in text.partition("== Evidence ==")[2]
    asked = replace(then, triggers=("beyond_authority",), because="too big for me")
    text = plain(desk.mail(notice, replace(case, escalations=(first, asked))))
    assert "Answer Jane Roe by 15:02: beyond authority; legal threat (“our lawyer will write”)." in text
    slow = replace(then, triggers=("unresolved",), because="unresolved on L2 for 1bd")
    text = plain(desk.mail(notice, replace(case, escalations=(first, slow))))
    assert "by 15:02: unresolved on L2; legal threat (" in text


def test_the_time_of_an_escalation_that_was_answered_is_nobodys_any_more(desk: Desk) -> None:
    case = replace(example.case(), promised=None)
    answered = replace(case, escalations=(replace(case.escalations[0], answered_at=example.NOW),))
    late = example.NOW + timedelta(hours=3)
    for name, line in (
        ("customer_wrote", "Jane Roe wrote.\n"),
        ("reminder", "Still open: Jane Roe waits for an answer: "),
    ):
        text = plain(desk.composer.compose(example.notice(name), answered, example.texts(), example.events(), late))
        assert text.startswith(line)
        assert "15:02" not in text
    text = plain(desk.composer.compose(example.notice("customer_wrote"), case, example.texts(), example.events(), late))
    assert text.startswith("Jane Roe wrote, and the time was over at 15:02: answer now.\n")


def test_a_promise_that_is_over_is_no_time_to_answer_by(desk: Desk) -> None:
    later = Deadline(example.NOW + timedelta(hours=2), example.NOW, "2 hours from Fri 14:02")
    args = (example.case(), example.texts(), example.events(), example.NOW + timedelta(minutes=70))
    text = plain(desk.composer.compose(replace(example.notice("escalation"), deadline=later), *args))
    assert text.startswith("Answer Jane Roe by 16:02")
    assert "Promised: 15:02, to the customer" in text


@pytest.mark.parametrize("name", ["escalation", "reminder", "missed", "customer_wrote", "l1_reminder"])
def test_what_the_customer_was_promised_sooner_is_the_time_that_counts(desk: Desk, name: str) -> None:
    later = Deadline(example.NOW + timedelta(hours=2), example.NOW, "2 hours from Fri 14:02")
    text = plain(desk.mail(replace(example.notice(name), deadline=later)))
    assert "15:02" in text.splitlines()[0]
    assert "Deadline: Fri 15:02 = 1 hour from Fri 14:02; promised to the customer\n" in text
    assert "16:02" not in text


def test_a_time_that_is_over_is_called_so(desk: Desk) -> None:
    args = (example.case(), example.texts(), example.events(), example.NOW + timedelta(hours=3))
    text = plain(desk.composer.compose(example.notice("reminder"), *args))
    assert text.startswith("Overdue since 15:02: Jane Roe still waits for an answer: legal threat")


def test_undo_is_offered_where_there_is_something_to_undo(desk: Desk) -> None:
    for said in ("CASE-1042: kept as a note.", "CASE-1042: undone."):
        assert set(taps(html(desk.mail(replace(example.notice("receipt"), text=said))))) == {"status"}


def test_a_receipt_begins_with_its_line(desk: Desk) -> None:
    first = plain(desk.mail("receipt")).splitlines()[0]
    assert first == "CASE-1042: resolved by Olivia Owner. Customer will be told Fri 14:05. Answer undo to stop it."


def test_customer_wrote_shows_the_mail_that_it_is_about(desk: Desk) -> None:
    notice = replace(example.notice("customer_wrote"), event=1)
    assert "> Good morning" in plain(desk.mail(notice))
    assert "> Good morning" not in plain(desk.mail("customer_wrote"))


def test_the_code_is_the_seals(desk: Desk) -> None:
    code = example.SEAL.code("CASE-1042", "olivia", 5)
    assert plain(desk.mail("code")).startswith(f"Answer this mail with {code} to confirm: done")
