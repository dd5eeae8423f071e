"""One file a mail: the owner's folder first, then ours. A broken file of the owner's is told, and not used."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from inbox_escalator.writing.engine import Script
    from inbox_escalator.writing.known import View
    from inbox_escalator.writing.markup import Values

CUSTOMER_MAILS = (
    "acknowledgement", "handoff", "handoff_neutral", "introduction", "update", "waiting", "resolved", "message",
    "decision", "progress", "followup",
)  # fmt: skip
STAFF_MAILS = (
    "escalation", "reminder", "customer_wrote", "took_over", "settled", "missed", "receipt", "explain_refusal", "code",
    "stranger", "undelivered", "status", "help", "l1_reminder", "problem", "backlog", "came_back", "observed",
    "one_more", "why", "decided", "action_due", "alert", "brief", "call_now", "desk_answer", "facts", "facts_given",
)  # fmt: skip
FALLBACK = "en"
"""Language of a customer's mail whose own language has no template."""

ENDING = ".txt"
MOST_BYTES = 64_000


class TemplateError(Exception):
    """A template cannot be used; one line: which file, where, what, and what to do."""


@dataclass(frozen=True, slots=True)
class Template:
    """One mail, compiled."""

    name: str
    path: Path
    language: str
    """Of its words; `en` for staff."""
    subject: Script
    body: Script

    @property
    def needs(self) -> frozenset[str]:
        """Names of the variables that it uses."""
        return self.subject.needs | self.body.needs

    def title(self, view: View, values: Values) -> str:
        """The subject, values as private letters; TemplateError where it cannot be written."""
        return self._run(self.subject, view, values)

    def text(self, view: View, values: Values) -> str:
        """The body, likewise."""
        return self._run(self.body, view, values)

    def _run(self, script: Script, view: View, values: Values) -> str:
        from inbox_escalator.writing.engine import BadTemplateError

        try:
            return script.run(view, values)
        except BadTemplateError as error:
            raise TemplateError(f"{self.path}: {error}") from None


class Templates:
    """All mails of a desk. The owner's files are compiled and tried at once, ours when they are first needed."""

    def __init__(self, folder: Path | None = None, *, packaged: Path | None = None) -> None:
        self._packaged = packaged or packaged_folder()
        self._ours: dict[str, Template] = {}
        self._theirs: dict[str, Template] = {}
        self._problems: list[str] = []
        # A folder that is not there holds no overrides: whether it ought to be is for the configuration to say.
        if folder is not None and folder.is_dir() and not folder.samefile(self._packaged):
            self._take_overrides(folder)

    def problems(self) -> tuple[str, ...]:
        """What is wrong in the owner's folder, one line each; the packaged mails are used in its place."""
        return tuple(self._problems)

    def choices(self, name: str, language: str = FALLBACK) -> Iterator[Template]:
        """The templates for that mail, best first; the last one is ours and works. KeyError for an unknown mail."""
        for place in _places(name, language):
            if place in self._theirs:
                yield self._theirs[place]
            if (ours := self._our(place)) is not None:
                yield ours

    def withdraw(self, template: Template, why: str) -> None:
        """An override that failed on a real mail is not asked again before the next start."""
        self._theirs = {place: t for place, t in self._theirs.items() if t is not template}
        self._problems.append(f"{why}. The packaged mail is used instead")

    def _our(self, place: str) -> Template | None:
        if place not in self._ours:
            path = self._packaged / f"{place}{ENDING}"
            if not path.is_file():
                return None
            self._ours[place] = load(path, place)
        return self._ours[place]

    def _take_overrides(self, folder: Path) -> None:
        for path in sorted(folder.rglob(f"*{ENDING}")):
            place = path.relative_to(folder).with_suffix("").as_posix()
            try:
                self._theirs[place] = tried(load(path, place))
            except TemplateError as error:
                self._problems.append(f"{error}. The packaged mail is used instead")


def packaged_folder() -> Path:
    """Inside the wheel, or at the top of the repository."""
    package = Path(__file__).resolve().parent.parent
    inside = package / "templates"
    return inside if inside.is_dir() else package.parent / "templates"


def _places(name: str, language: str) -> tuple[str, ...]:
    if name in STAFF_MAILS:
        return (f"staff/{name}",)
    if name not in CUSTOMER_MAILS:
        raise KeyError(f'no mail is called "{name}"')
    return tuple(dict.fromkeys((f"customer/{language}/{name}", f"customer/{FALLBACK}/{name}")))


def load(path: Path, place: str) -> Template:
    """Reads and compiles one file; `place` is its name below the folder, such as `customer/en/handoff`."""
    from inbox_escalator.writing.engine import BadTemplateError, Script

    group, _, name = place.rpartition("/")
    _refuse_unknown(path, place, group, name)
    subject, body = _halves(path, _read(path))
    try:
        scripts = Script(subject), Script("\n" + body)
    except BadTemplateError as error:
        raise TemplateError(f"{path}: {error}") from None
    return Template(name, path, FALLBACK if group == "staff" else group.rpartition("/")[2], *scripts)


def _refuse_unknown(path: Path, place: str, group: str, name: str) -> None:
    staff = group == "staff"
    known = STAFF_MAILS if staff else CUSTOMER_MAILS
    if name not in known or not (staff or (group.startswith("customer/") and group.count("/") == 1)):
        import difflib  # only where something is wrong

        ours = [f"staff/{n}" for n in STAFF_MAILS] + [f"customer/en/{n}" for n in CUSTOMER_MAILS]
        near = difflib.get_close_matches(place, ours, 1, 0.4)
        meant = f', did you mean "{near[0]}{ENDING}"?' if near else ""
        raise TemplateError(f"{path}: no mail has this name{meant}")


def _read(path: Path) -> str:
    try:
        raw = path.read_bytes()[: MOST_BYTES + 1]
    except OSError as error:
        raise TemplateError(f"{path}: cannot be read ({error.strerror})") from None
    if len(raw) > MOST_BYTES:
        raise TemplateError(f"{path}: longer than {MOST_BYTES:,} bytes")
    try:
        return raw.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        raise TemplateError(f"{path}: not UTF-8 at byte {error.start}; save it as UTF-8") from None


def _halves(path: Path, source: str) -> tuple[str, str]:
    """Subject and body. Lines of `{# … #}` may stand above the subject, to say what the file is for."""
    from inbox_escalator.writing.clean import clean

    lines = clean(source).split("\n")
    number = next((n for n, line in enumerate(lines) if line.strip() and not _is_remark(line)), len(lines))
    if number == len(lines) or not lines[number].lower().startswith("subject:"):
        raise TemplateError(f"{path}: line {number + 1}: the first line is not a subject, such as: Subject: Re: hello")
    subject = lines[number].partition(":")[2].strip()
    # Lines are counted as the owner's editor does: the body starts behind as many empty ones as stand above it.
    return subject, "\n" * number + "\n".join(lines[number + 1 :])


def _is_remark(line: str) -> bool:
    return line.startswith("{#") and line.rstrip().endswith("#}")


def tried(template: Template) -> Template:
    """The template, after it was written once with example values; TemplateError where that fails."""
    from inbox_escalator.writing.example import example
    from inbox_escalator.writing.markup import Values
    from inbox_escalator.writing.view import known

    names = known(template.name)
    for unknown in sorted(template.needs - names):
        import difflib

        near = difflib.get_close_matches(unknown, names, 1, 0.5)
        meant = f', did you mean "{near[0]}"?' if near else "; docs/templates.md lists all"
        raise TemplateError(f'{template.path}: unknown variable "{unknown}"{meant}')
    values, words = Values(), example(template.name)
    template.title(words, values)
    template.text(words, values)
    return template
