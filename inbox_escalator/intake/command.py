"""What staff say in the first line of an answer: an exact word, or a word with a colon and free text."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from inbox_escalator.intake import arguments
from inbox_escalator.intake.footers import is_device_line
from inbox_escalator.intake.said import Code, Command, FreeText, Said, Unclear
from inbox_escalator.intake.verbs import BY_WORD, Argument, Free, Verb, nearest
from inbox_escalator.intake.zone_words import DEVICE_NAMES, DEVICES, MAYBE_DEVICES, SIGN_OFFS, THANKS

__all__ = ["ABOVE", "Code", "Command", "Contacts", "FreeText", "Said", "Unclear", "read_command"]

ABOVE = "write above this line"
"""The person's own words end there, in every mail of ours."""

Contacts = tuple[tuple[str, tuple[str, ...]], ...]
"""(id, names and addresses by which the contact may be called)."""

_GREETINGS = (
    "hi|hello|hey|dear|good morning|good afternoon|good evening|good day|hallo|guten tag|guten morgen|guten abend|moin"
    "|liebe[rs]?|bonjour|bonsoir|salut|hola|buenos d[ií]as|buenas tardes|dag|beste|goedemorgen|goedemiddag|ol[aá]"
    "|bom dia|boa tarde|ciao|buongiorno|salve"
)
_GREETING = re.compile(rf"(?:{_GREETINGS})(?: [^\s.,!:?]{{1,30}}){{0,3}}\s?[,!.]?", re.IGNORECASE)
_INVISIBLE = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\u00ad\u200e\u200f"), "") | {0xA0: " ", 0x202F: " "}


def read_command(new_words: str, *, contacts: Contacts = (), prefix: str = "CASE") -> Said:
    """What the person said in the words that he wrote (quotes and signature already cut away).

    `contacts` are those that `pass` may name; `prefix` that of the case references. Never raises.
    """
    lines = _own_lines(new_words)
    while lines and _greets(lines[0]) and len(lines) > 1:
        lines = lines[1:]
    if not lines:
        return Unclear("")
    first, rest = _without_device(lines[0]), "\n".join(lines[1:]).rstrip()
    if (digits := first.replace(" ", "").rstrip(".")).isdecimal() and digits.isascii() and len(digits) == 6:
        return Code(digits)
    said = _command(first, rest, contacts, prefix)
    if said is not None:
        return said
    return _unclear(first, lines[1:], contacts, prefix) or FreeText("\n".join((first, *lines[1:])).strip())


def _own_lines(new_words: str) -> list[str]:
    """The person's lines from the first that says something to the signature, a phone's line, or "write above"."""
    lines: list[str] = []
    for line in new_words.translate(_INVISIBLE).splitlines():
        low = line.strip().lower()
        if ABOVE in low or low == "--":
            break
        if is_device_line(low) or (not lines and not low):
            continue
        lines.append(line.rstrip())
    return lines


def _greets(line: str) -> bool:
    """A greeting, or the blank line below it."""
    return not line.strip() or bool(_GREETING.fullmatch(line.strip()[:200]))


def _without_device(line: str) -> str:
    """`ok Sent from my iPhone` → `ok`, glued on or not. Words to a customer may speak of a phone, too."""
    line = " ".join(line.split())
    low = line.lower()
    for device in (*DEVICES, *MAYBE_DEVICES):
        at = low.find(device)
        names_one = at > 0 and is_device_line(low[at:]) and any(name in low[at:] for name in DEVICE_NAMES)
        if names_one and (line[at].isupper() or ":" not in line[:at]):
            return line[:at].rstrip()
    return line


def _command(first: str, rest: str, contacts: Contacts, prefix: str) -> Command | None:
    """The first line as a command, None where it is none."""
    head, colon, tail = first.partition(":")
    verb = BY_WORD.get(_exact(head)) if colon else None
    if verb is not None and verb.free is not Free.NO:
        return _with_text(verb, f"{tail.strip()}\n{rest}".strip(), first)
    low = _exact(first)
    if (verb := BY_WORD.get(low)) is not None and verb.bare:
        return Command(verb.name, said=first, below=rest.strip())
    for verb, tail in _openings(low):
        found = arguments.read(verb.argument, tail, contacts, prefix)
        if found:
            return Command(verb.name, found, said=first, below=rest.strip())
    return None


def _with_text(verb: Verb, text: str, said: str) -> Command:
    if verb.argument is Argument.DATE:
        before, _, day = text.rpartition(" by ")
        if before and (found := arguments.when(_exact(day))):
            return Command(verb.name, found, before.strip(), said)
    return Command(verb.name, "", text, said)


def _openings(low: str) -> Iterator[tuple[Verb, str]]:
    """The verbs that the line may begin with, and what stands behind each."""
    words = low.split(" ")
    for count in (1, 2):
        verb = BY_WORD.get(" ".join(words[:count]))
        if verb is None or verb.argument is Argument.NONE or verb.free is Free.MUST or len(words) == count:
            continue
        tail = " ".join(words[count:])
        if verb.lead:
            lead, _, tail = tail.partition(" ")
            if lead != verb.lead:
                continue
        yield verb, tail


def _exact(line: str) -> str:
    """Capitals, a final dot, stars for bold, a phone's apostrophe, and how an accent is put together do not matter."""
    return unicodedata.normalize("NFC", line.strip(" *_").rstrip(".! ").lower()).replace("\u2019", "'")


# ---------------------------------------------------------------------- near misses


def _unclear(first: str, below: list[str], contacts: Contacts, prefix: str) -> Unclear | None:
    """A lone word, or what would be a command with one word put right; None where a person simply wrote."""
    low = _exact(first)
    head, colon, _ = first.partition(":")
    word, blank, tail = low.partition(" ")
    if low in BY_WORD:
        return Unclear(first, BY_WORD[low].shaped(low))
    if colon and (near := nearest(_exact(head))) and near[1].free is not Free.NO:
        return Unclear(f"{head}:", near[1].shaped(near[0]))
    near = None if low in THANKS else nearest(low)
    if not blank or near:
        return Unclear(first, near[1].shaped(near[0]) if near else "") if _says_no_more(below, contacts) else None
    near = nearest(word)
    if near and near[1].argument is not Argument.NONE and _command(f"{near[0]} {tail}", "", contacts, prefix):
        return Unclear(first, f"{near[0]} {tail}")
    return None


def _says_no_more(below: list[str], contacts: Contacts) -> bool:
    """Under the first line stand a closing and a name at most."""
    names = {word for _, known in contacts for name in known for word in name.lower().split()}
    for line in below:
        words = line.strip(" ,.!-").lower()
        if words and words not in SIGN_OFFS and words not in THANKS and not names.issuperset(words.split()):
            return False
    return True
