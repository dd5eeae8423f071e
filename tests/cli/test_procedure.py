"""`procedure`: the two documents, section by section, filled with what the desk has configured."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from inbox_escalator.cli.exits import Exit
from inbox_escalator.reporting.procedure.paper import MISSING
from tests.cli.conftest import Desk

FORMATS = ("text", "markdown", "html")

SECTIONS = [
    "Escalation Procedure", "Core Principle", "Scope", "Escalation Levels", "Level 1: Front Line", "Level 2: Specialist",
    "Level 3: Executive", "When to Escalate", "How to Escalate", "Step 1: Document", "Step 2: Notify", "Step 3: Hand Off",
    "Step 4: Track", "Communication Templates", "Internal Escalation Message", "Escalation Log",
    "Monthly Escalation Review", "Reducing Escalations", "Anti-Patterns", "Recovery",
    "Escalation Protocol", "1. Purpose", "2. Scope", "3. Definition of Escalation", "4. Procedure",
    "4.1 Frontline Resolution Attempt", "4.2 Escalation Contact", "4.3 Documentation", "4.4 Assessment and Decision",
    "4.5 Communication", "4.6 Resolution and Follow-Up", "Conclusion",
]  # fmt: skip
"""The sections of the requirements, in their order."""

MATRIX = [
    "Issue unresolved after 1 business day on L1", "Customer requests a manager", "Issue involves a financial loss",
    "Customer mentions legal action", "Data breach or security incident", "Same issue reported by 4+ customers",
    "Negative public review or social mention", "Issue exceeds the level's authority", "VIP customer issue",
]  # fmt: skip
INTERNAL = [
    "Escalation", "Level", "Urgency", "Customer", "Issue", "Steps taken", "Customer sentiment", "Required action", "Deadline",
]  # fmt: skip
MORE = """
phone = "+1 555 0100"
role = "our director"

[procedure]
company = "Acme <Inc.> | & Sons"
prepared_by = "Olivia *Owner*"
channels = ["email", "phone"]
issue_types = ["billing", "technical"]
today = "Whoever sees it calls Olivia."
external = ["Lee Lawyer, +1 555 0199"]

[same_issue]
customers = 4
"""


@pytest.fixture
def full(config: Path, cli: Desk) -> Desk:
    """A desk that has given all that the documents want."""
    config.write_text(config.read_text("utf-8").rstrip() + MORE, "utf-8")
    return cli


def order_of(sections: list[str], text: str) -> list[str]:
    """The sections as they are found, each behind the one before."""
    found, at = [], 0
    for section in sections:
        hit = re.compile(rf"^\W*{re.escape(section)}", re.MULTILINE | re.IGNORECASE).search(text, at)
        if hit:
            found.append(section)
            at = hit.end()
    return found


@pytest.mark.parametrize("form", FORMATS)
def test_both_documents_stand_there_section_by_section(full: Desk, form: str) -> None:
    answer = full("procedure", "--format", form)
    assert answer.code == Exit.OK
    text = "\n".join(_shown(answer.out)) if form == "html" else answer.out.replace("\\", "")
    assert order_of(SECTIONS, text) == SECTIONS
    assert order_of(MATRIX, text) == MATRIX
    assert order_of(INTERNAL, text[text.index("Internal Escalation Message") :]) == INTERNAL


@pytest.mark.parametrize("form", FORMATS)
def test_it_is_filled_with_the_desks_own_words(full: Desk, form: str) -> None:
    out = " ".join(full("procedure", "--format", form).out.split())
    for own in ("Olivia Owner (our director), +1 555 0100", "Lee Lawyer, +1 555 0199", "Whoever sees it calls Olivia."):
        assert own in out
    for level in ("Within 4 business hours", "Within 2 business days", "Complex issues, unresolved L1 issues"):
        assert level in out
    assert "Confirmed, and handed to all staff" in out
    assert "I am bringing in" in out
    assert MISSING not in out
    assert "fill in" not in out


def test_what_is_missing_is_named_with_the_key_that_fills_it(cli: Desk) -> None:
    out = " ".join(cli("procedure").out.split())
    cover = out[: out.index("ESCALATION PROCEDURE")]
    for key in ("company", "prepared_by", "issue_types", "today", "external"):
        assert f"{key} in [procedure]" in cover
    assert "the number at which Olivia Owner is called: phone in [[contact]]" in cover
    assert "Company Name: To be filled in: company in [procedure]" in out


def test_a_level_without_a_scope_or_a_contact_is_named(config: Path, cli: Desk) -> None:
    levels = (
        '\n[[level]]\nname = "L1"\nrespond = "4bh"\n[[level]]\nname = "L2"\nrespond = "2bh"\nauthority = "500 USD"\n'
    )
    more = '[[level]]\nname = "L3"\nscope = "All else"\nrespond = "1h"\n[[level]]\nname = "L4"\nrespond = "1h"\n'
    config.write_text(config.read_text("utf-8") + levels + more, "utf-8")
    out = " ".join(cli("procedure").out.split())
    assert "what L1 is for: scope in [[level]]" in out
    assert "what L3 is for" not in out
    assert 'who is on L4: levels = ["L4"] in [[contact]]' in out
    assert "Level 4: L4" in out
    assert "Up to 500 USD; beyond it the next level approves or denies" in out
    assert "Varies; no target is set" in out


def test_a_folder_is_named_only_where_folders_are_commands(config: Path, full: Desk) -> None:
    out = " ".join(full("procedure").out.split())
    assert "eligible for escalation: answer the mail about it in the shared mailbox with up. " in out
    assert "Escalator/" not in out
    text = config.read_text("utf-8")
    assert "[desk.imap]" in text
    config.write_text(text.replace("[desk.imap]", "[desk.imap]\ncommand_folders = true"), "utf-8")
    assert "with up, or move the message into the folder Escalator/Escalate. " in " ".join(
        full("procedure").out.split()
    )


def test_the_internal_message_has_its_eight_lines_and_no_more(full: Desk) -> None:
    out = full("procedure").out
    message = out[out.index("Internal Escalation Message") : out.index("Track and Improve")]
    labels = [line.partition(":")[0] for line in message.splitlines() if ":" in line and not line.startswith(" ")]
    assert labels == INTERNAL


def test_one_person_alone_is_said(full: Desk) -> None:
    assert "the levels work as severity" in " ".join(full("procedure").out.split())


def test_the_owners_own_template_is_shown(config: Path, full: Desk) -> None:
    folder = config.parent / "templates" / "customer" / "en"
    folder.mkdir(parents=True)
    (folder / "handoff.txt").write_text(
        "Subject: Re: {{ subject }}\n\nDear {{ name }}, {{ role }} will call by {{ promise }}.\n"
    )
    assert "Dear [Name], [Name/Role] will call by [timeframe]." in full("procedure").out


def test_a_trigger_of_the_owners_follows_those_of_the_requirements(config: Path, full: Desk) -> None:
    own = '\n[[trigger]]\nname = "press_call"\nto = "L3"\nwithin = "30m"\nphrases = ["a journalist"]\naction = "Call *Olivia*."\n'
    off = '[[trigger]]\nname = "vip"\nmode = "off"\n'
    config.write_text(config.read_text("utf-8") + own + off, "utf-8")
    out = full("procedure").out
    assert out.index("Press call") > out.index("Issue exceeds")
    assert "Within 30 minutes" in out
    assert "VIP customer issue" not in out


def test_it_is_written_to_a_file(full: Desk, cli: Desk, tmp_path: Path) -> None:
    page = tmp_path / "procedure.html"
    answer = full("procedure", "--format", "html", "--output", str(page))
    assert (answer.code, answer.out) == (Exit.OK, f"written: {page}\n")
    assert page.read_text("utf-8").startswith("<!doctype html>")
    answer = cli("procedure", "--output", str(tmp_path / "nowhere" / "x"))
    assert answer.code != Exit.OK
    assert answer.err.count("\n") == 1


def test_lines_of_text_are_no_longer_than_a_page(full: Desk) -> None:
    assert max(map(len, full("procedure").out.splitlines())) <= 78


def test_nothing_of_the_configuration_becomes_markup(full: Desk) -> None:
    html = full("procedure", "--format", "html").out
    assert "Acme &lt;Inc.&gt; | &amp; Sons" in html
    assert not re.search(r"<script|https?://|<img|@import|url\(", html)
    markdown = full("procedure", "--format", "markdown").out
    assert r"Acme \<Inc.\> \| & Sons" in markdown
    assert r"Olivia \*Owner\*" in markdown
    rows = [line for line in markdown.splitlines() if line.startswith("| ")]
    assert rows
    assert all(line.endswith(" |") for line in rows)


def test_the_page_is_well_formed(full: Desk) -> None:
    balance = _Balance()
    balance.feed(full("procedure", "--format", "html").out)
    assert balance.open == []


class _Balance(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []

    def handle_starttag(self, tag: str, _attrs: object) -> None:
        if tag != "meta":
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def _shown(html: str) -> list[str]:
    """The words of the page, an element a line."""
    body = (
        html[html.index("<body>") :]
        .replace("&#x27;", "'")
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&amp;", "&")
    )
    return [
        line for line in re.sub(r"</?(?:h\d|p|li|dt|dd|td|th|b|div)[^>]*>", "\n", body).splitlines() if line.strip()
    ]
