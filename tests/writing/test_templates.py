"""The owner's files go before ours; a broken one is told and costs no mail."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from inbox_escalator.casework.case import Case, Status, Whose
from inbox_escalator.casework.decision import HOUSE, Event, Notice, Text
from inbox_escalator.intake.mail import Address
from inbox_escalator.writing import example
from inbox_escalator.writing.compose import Composer
from inbox_escalator.writing.outbound import OutboundMail
from inbox_escalator.writing.templates import CUSTOMER_MAILS, STAFF_MAILS, Templates, packaged_folder
from inbox_escalator.writing.view import CUSTOMER, STAFF, known
from tests.writing.conftest import html, plain

ALL = (*CUSTOMER_MAILS, *STAFF_MAILS)
LANGUAGES = ("en", "de", "fr", "es", "nl", "pt", "it")
DOCS = Path(__file__).parents[2] / "docs" / "templates.md"


def put(folder: Path, place: str, source: str) -> Path:
    path = folder / f"{place}.txt"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(source, encoding="utf-8")
    return path


def compose(templates: Templates, name: str, case: Case | None = None, **fields: object) -> OutboundMail:
    composer = Composer(templates, example.SEAL, example.policy())
    notice = replace(example.notice(name), **fields)  # type: ignore[arg-type]
    return composer.compose(notice, case or example.case(), example.texts(), example.events(), example.NOW)


# ---------------------------------------------------------------------- ours


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", CUSTOMER_MAILS)
def test_customers_mails_are_there_in_each_language(templates: Templates, name: str, language: str) -> None:
    assert (packaged_folder() / "customer" / language / f"{name}.txt").is_file()
    mail = compose(templates, name, replace(example.case(), language=language))
    assert f'<html lang="{language}">' in html(mail)
    assert "[CASE-1042]" in mail.subject


def test_nothing_else_lies_in_the_packaged_folder() -> None:
    found = {p.relative_to(packaged_folder()).as_posix() for p in packaged_folder().rglob("*") if p.is_file()}
    customers = {f"customer/{language}/{name}.txt" for language in LANGUAGES for name in CUSTOMER_MAILS}
    assert found == customers | {f"staff/{name}.txt" for name in STAFF_MAILS}


BARE = Case("CASE-7", Address(""), "", "L1", example.NOW)


@pytest.mark.parametrize("name", ALL)
def test_every_mail_can_be_written_when_nothing_is_known(templates: Templates, name: str) -> None:
    notice = Notice(name, example.notice(name).to, "x@acme.example", "CASE-7", 1)
    composer = Composer(templates, example.SEAL, example.policy())
    mail = composer.compose(notice, BARE, (), (), example.NOW)
    assert not re.search(r"None|\{\{|\{%|Undefined", plain(mail) + html(mail))
    nowhere = composer.compose(replace(notice, case=HOUSE), None, (), (), example.NOW)
    assert plain(nowhere)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", ALL)
def test_no_text_part_shows_how_a_link_is_written(templates: Templates, name: str, language: str) -> None:
    """In the text part a link is its words, and the number or the page that it leads to."""
    case = replace(example.case(), language=language, handler="")
    lines = ("[CASE-1042] L3 critical: Jane Roe",)
    for mail in (compose(templates, name, case), compose(templates, name, case, lines=lines, text="Olivia Owner")):
        assert "](" not in plain(mail)
        assert "**" not in plain(mail)


@pytest.mark.parametrize("name", ALL)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_mail_passes_the_trial_of_an_owners_file(tmp_path: Path, name: str, language: str) -> None:
    place = f"staff/{name}" if name in STAFF_MAILS else f"customer/{language}/{name}"
    put(tmp_path, place, (packaged_folder() / f"{place}.txt").read_text(encoding="utf-8"))
    assert Templates(tmp_path).problems() == ()


@pytest.mark.parametrize("status", list(Status))
@pytest.mark.parametrize("whose", list(Whose))
def test_a_status_is_told_in_words(templates: Templates, status: Status, whose: Whose) -> None:
    case = replace(example.case(), status=status, whose=whose, handler="")
    assert f"CASE-1042 is {status}, " in plain(compose(templates, "status", case))


# ---------------------------------------------------------------------- the owner's


def test_the_owners_words_go_out(tmp_path: Path) -> None:
    put(tmp_path, "customer/en/acknowledgement", "Subject: Got it [{{ reference }}]\n\nHi **{{ name }}**, cheers!\n")
    templates = Templates(tmp_path)
    mail = compose(templates, "acknowledgement")
    assert templates.problems() == ()
    assert mail.subject == "Got it [CASE-1042]"
    assert plain(mail) == "Hi Jane Roe, cheers!\n"
    assert "Hi <b>Jane Roe</b>, cheers!" in html(mail)


def test_another_language_needs_only_a_folder(tmp_path: Path) -> None:
    put(tmp_path, "customer/pl/acknowledgement", "Subject: Re: {{ subject }} [{{ reference }}]\n\nDzień dobry!\n")
    templates = Templates(tmp_path)
    case = replace(example.case(), language="pl")
    assert plain(compose(templates, "acknowledgement", case)) == "Dzień dobry!\n"
    assert plain(compose(templates, "waiting", case)).startswith("Hello Jane Roe,")


def test_our_translation_goes_before_the_owners_english(tmp_path: Path) -> None:
    put(tmp_path, "customer/en/acknowledgement", "Subject: x\n\nenglish")
    mail = compose(Templates(tmp_path), "acknowledgement", replace(example.case(), language="de"))
    assert plain(mail).startswith("Guten Tag Jane Roe,")


def test_the_owners_escalation_subject_holds_for_the_whole_thread(tmp_path: Path) -> None:
    put(tmp_path, "staff/escalation", "Subject: Act: {{ customer_name }} [{{ reference }}]\n\n{{ issue }}")
    templates = Templates(tmp_path)
    assert compose(templates, "escalation").subject == "Act: Jane Roe [CASE-1042]"
    assert compose(templates, "reminder").subject == "Re: Act: Jane Roe [CASE-1042]"


def test_a_windows_editor_may_be_used(tmp_path: Path) -> None:
    path = tmp_path / "staff" / "receipt.txt"
    path.parent.mkdir()
    path.write_bytes(b"\xef\xbb\xbfSubject: Re: {{ thread_subject }}\r\n\r\n{{ text }}\r\nbye\r\n")
    templates = Templates(tmp_path)
    assert templates.problems() == ()
    assert plain(compose(templates, "receipt", text="done")) == "done\nbye\n"


BROKEN = {
    "no subject": ("{{ name }}", "line 1: the first line is not a subject"),
    "empty": ("", "the first line is not a subject"),
    "syntax": ("Subject: x\n\nok\n{% if name %}open", "line 4: "),
    "a typing error": ("Subject: x\n\n{{ nmae }}", 'unknown variable "nmae", did you mean "name"?'),
    "an internal variable": ("Subject: x\n\n{{ evidence }}", 'unknown variable "evidence"'),
    "unknown only in a branch": ("Subject: x\n{% if name == 'x' %}{{ zzz }}{% endif %}", 'unknown variable "zzz"'),
    "unknown in the subject": ("Subject: {{ zzz }}\n\nx", 'unknown variable "zzz"'),
    "an unknown column": ("Subject: x\n{% for s in steps %}{{ s.whom }}{% endfor %}", "has no attribute 'whom'"),
    "a method": ("Subject: x\n\n{{ name.upper() }}", "nothing can be called"),
    "a dunder": ("Subject: x\n\n{{ name.__class__.__mro__ }}", "has no attribute '__class__'"),
    "a call": ("Subject: x\n\n{% for s in steps %}{{ loop.cycle('a') }}{% endfor %}", "nothing can be called"),
    "a function": ("Subject: x\n\n{{ range(9) }}", 'unknown variable "range"'),
    "a filter": ("Subject: x\n\n{{ name|center(100000000) }}", "No filter named 'center'"),
    "a product": ("Subject: x\n\n{{ 'a' * 100000000 }}", '"*" is not for templates'),
    "a format": ("Subject: x\n\n{{ '%999999999d' % 1 }}", '"%" is not for templates'),
    "include": ("Subject: x\n\n{% include '/etc/passwd' %}", "one file is one mail"),
    "loops too deep": ("Subject: x\n\n" + "{% for s in steps %}" * 30 + "{% endfor %}" * 30, "nested too deeply"),
    "signs too deep": ("Subject: x\n\n{{ " + "(" * 9000 + "name" + ")" * 9000 + " }}", "nested too deeply"),
    "a foreign type": ("Subject: x\n\n{{ name + 1 }}", "str"),
    "too long": ("Subject: x\n\n" + "a" * 70_000, "longer than 64,000 bytes"),
}


@pytest.mark.parametrize(("source", "told"), BROKEN.values(), ids=BROKEN.keys())
def test_a_broken_file_is_told_and_ours_goes_out(tmp_path: Path, source: str, told: str) -> None:
    path = put(tmp_path, "customer/en/acknowledgement", source)
    templates = Templates(tmp_path)
    (problem,) = templates.problems()
    assert problem.startswith(str(path))
    assert told in problem
    assert problem.endswith("The packaged mail is used instead")
    assert "\n" not in problem
    assert "thank you for your message" in plain(compose(templates, "acknowledgement"))


def test_what_writes_without_end_is_stopped(tmp_path: Path) -> None:
    loops, ends = "{% for a in timeline %}" * 4, "{% endfor %}" * 4
    put(tmp_path, "staff/status", f"Subject: x\n\n{loops}{'a' * 2000}{ends}")
    assert "writes more than 200,000 letters" in Templates(tmp_path).problems()[0]


def test_not_utf_8(tmp_path: Path) -> None:
    put(tmp_path, "staff/help", "")
    (tmp_path / "staff" / "help.txt").write_bytes(b"Subject: caf\xe9\n\nx")
    assert "not UTF-8 at byte 12; save it as UTF-8" in Templates(tmp_path).problems()[0]


@pytest.mark.parametrize(
    "place", ["staff/escalaton", "customer/en/escalation", "escalation", "customer/acknowledgement"]
)
def test_a_file_that_no_mail_is_made_from_is_told(tmp_path: Path, place: str) -> None:
    put(tmp_path, place, "Subject: x\n\nx")
    assert "no mail has this name" in Templates(tmp_path).problems()[0]


def test_the_nearest_name_is_told(tmp_path: Path) -> None:
    put(tmp_path, "staff/escalaton", "Subject: x\n\nx")
    assert 'did you mean "staff/escalation.txt"?' in Templates(tmp_path).problems()[0]


def test_a_folder_that_is_not_there_holds_nothing(tmp_path: Path) -> None:
    assert Templates(tmp_path / "nowhere").problems() == ()
    assert Templates(packaged_folder()).problems() == ()


def test_a_file_that_fails_on_a_real_mail_gives_way_to_ours(tmp_path: Path) -> None:
    """The trial has one step taken; with none, this file stumbles."""
    put(tmp_path, "customer/en/handoff", "Subject: x\n\n{{ (steps|first).who }}")
    templates = Templates(tmp_path)
    assert templates.problems() == ()
    composer = Composer(templates, example.SEAL, example.policy())
    mail = composer.compose(example.notice("handoff"), example.case(), (), (), example.NOW)
    assert "I am bringing in" in plain(mail)
    assert "handoff.txt" in templates.problems()[0]
    again = composer.compose(example.notice("handoff"), example.case(), (), (), example.NOW)
    assert again == mail
    assert len(templates.problems()) == 1


def test_a_mail_that_nobody_knows_is_a_mistake_of_the_program(templates: Templates) -> None:
    with pytest.raises(KeyError, match="no mail is called"):
        list(templates.choices("nonsense"))


# ---------------------------------------------------------------------- the document


def rows(heading: str) -> dict[str, list[str]]:
    """Tables of a section of the document: first cell → the other cells."""
    section = DOCS.read_text(encoding="utf-8").split(f"\n## {heading}", 1)[1].split("\n## ", 1)[0]
    cells = [
        [c.strip() for c in line.strip("|").split(" | ")] for line in section.splitlines() if line.startswith("| `")
    ]
    return {row[0].strip("`| "): [c.strip("| ") for c in row[1:]] for row in cells}


@pytest.mark.parametrize(
    ("heading", "mails", "variables"),
    [("Mails to customers", CUSTOMER_MAILS, CUSTOMER), ("Mails to staff", STAFF_MAILS, STAFF)],
)
def test_the_document_names_every_mail_and_variable(
    templates: Templates, heading: str, mails: tuple[str, ...], variables: dict[str, object]
) -> None:
    told = rows(heading)
    assert set(told) == {f"{m}.txt" for m in mails} | known(mails[0])
    for name, variable in variables.items():
        assert told[name] == [variable.__doc__]
    for mail in mails:
        used = next(iter(templates.choices(mail))).needs
        assert told[f"{mail}.txt"][1] == ", ".join(f"`{v}`" for v in sorted(used))


def test_every_variable_is_clean_text(templates: Templates) -> None:
    for name in ALL:
        for value in example.example(name).values():
            assert isinstance(value, str) or all(isinstance(w, str) for row in value for w in row.values())


def test_texts_and_events_of_many_years_are_bounded(templates: Templates) -> None:
    texts: tuple[Text, ...] = tuple(replace(example.texts()[0], event=n, words="word " * 3000) for n in range(200))
    events: tuple[Event, ...] = tuple(replace(example.events()[0], number=n) for n in range(5000))
    composer = Composer(templates, example.SEAL, example.policy())
    mail = composer.compose(example.notice("escalation"), example.case(), texts, events, example.NOW)
    assert len(mail.raw) < 100_000
    assert "4970 more" in plain(mail)
    assert "not shown" in plain(mail)


@pytest.mark.parametrize("name", STAFF_MAILS)
def test_each_field_stands_on_a_line_of_its_own(templates: Templates, name: str) -> None:
    """A block at the end of a line takes the line's end with it, and two fields become one."""
    written = plain(compose(templates, name))
    labels = "Level|Urgency|Customer|Issue|Steps taken|Customer sentiment|Required action|Deadline|Promised"
    assert not re.search(rf"(?m)^(?:{labels}): .*\S(?:{labels}): ", written)
