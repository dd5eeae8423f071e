"""The phrase language of the rules: what an owner writes, and the linear expression that it becomes.

speak to a manager         these words, one after the other; case, accents and apostrophes do not matter
(speak|talk) [directly] to alternatives; a part that may be missing
lawyer*                    any ending
speak .. manager           up to two words between; `...` to five, `....` to nine; never over a sentence's end
<boss>                     a group of words named in the file's [groups]
# employees                a number
^ manager please $         only at the beginning, or the end, of a sentence
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import re2

from inbox_escalator.triage.money import in_one_word
from inbox_escalator.triage.reading import latin, read

BETWEEN = r"[^a-z0-9.!?;\x00]{1,4}"
"""What may stand between two words of one phrase."""
IN_CLAUSE = r"[^a-z0-9,.!?;:\x00]{1,4}"
"""The same, where a comma ends the thought."""
_BEGIN = r"(?:^|[.!?;:\x00][^a-z0-9]{0,6}|^[^a-z0-9]{1,6})"
_END = r"(?:[^a-z0-9]{0,6}$|[^a-z0-9.!?;\x00]{0,3}[.!?;\x00])"
_GAPS = {"..": 2, "...": 5, "....": 9}
_TOKEN = re.compile(r"\s*(\.{2,4}|[()\[\]|^$]|<[a-z_ ]+>|[^\s()\[\]|<>^$]+)")
_COMMON = frozenset(
    """
    a an the to of in on at for and or is are be i you we my your our me us it this that with from by not no
    do did have has had will would can could want der die das ein eine einen mit ich sie wir mein ihr ihre
    nicht zu und haben hat habe ist wird le la les un une de du des je vous nous mon ma mes votre vos pas a et
    est ai avec el los una uno que con me mi su sus no y es ha he de het een ik u wij mijn uw niet en is met
    heb heeft o os um uma eu meu minha seu sua nao e com para il lo gli uno io voi mio mia vostro vostra non
    con per ho ha
    """.split()
)
"""Words that stand in every mail: no use for deciding whether a phrase may be in this one."""


Needs = tuple[frozenset[str], ...]
"""Groups of words (a final `*`: any ending): of each of them one has to be there."""
_MOST_MIXED = 3
"""Groups that a choice of longer branches needs, beside those that all its branches share."""


class BadPhrase(ValueError):  # noqa: N818  (named for what it is, as the message is shown to the owner)
    """The phrase is not well formed; the message says where and shows a good one."""


@dataclass(frozen=True, slots=True)
class Words:
    """How a file's own names and spellings are read."""

    groups: Mapping[str, str]
    """Name → phrase of alternatives."""
    spelt: Mapping[str, Sequence[str]]
    """Word → further spellings of it (`you`: `u`)."""
    umlauts: bool = False
    """German: ä is also written ae or a."""
    made: dict[str, _Part] = field(default_factory=dict, repr=False, compare=False)
    """What words and groups came to, for the next phrase that uses them."""


@dataclass(frozen=True, slots=True)
class Pattern:
    """A phrase, understood."""

    expression: str
    """For `latin`; linear."""
    needs: Needs
    """The phrase can stand only in a text with a word of each of these."""


PLAIN = Words({}, {})


@dataclass(frozen=True, slots=True)
class _Part:
    """One piece of a phrase. `loose`: may be missing; `gap`: words of no interest; `edge`: no word at all."""

    expression: str
    needs: Needs = ()
    """() where nothing is needed."""
    loose: bool = False
    gap: bool = False
    edge: bool = False


def parse(phrase: str, words: Words = PLAIN) -> Pattern:
    """Understand a phrase. BadPhrase where it is not well formed or says nothing."""
    reader = _Reader(phrase, words)
    whole = reader.alternatives(end="")
    if whole.loose or whole.gap or not whole.needs:
        raise BadPhrase(f'"{phrase}" would match anything: name at least one word that must be there')
    return Pattern(whole.expression, whole.needs)


def wrong_with(phrase: str) -> str:
    """Why this phrase of an owner cannot be searched for, or ''."""
    try:
        latin(parse(phrase).expression)
    except BadPhrase as problem:
        return str(problem)
    except re2.error:
        return f'"{phrase}" is too long to be searched for quickly; cut it into several phrases'
    return ""


class _Reader:
    """Recursive descent over the tokens of one phrase."""

    def __init__(self, phrase: str, words: Words, depth: int = 0) -> None:
        self.phrase, self.words, self.depth = phrase, words, depth
        self.tokens = [*_tokens(phrase), "", ""]
        """With two empty ones, so that there always is a next one."""
        self.place = 0

    def alternatives(self, end: str) -> _Part:
        tokens, made = self.tokens, self.words.made
        branches = []
        following = "|"
        while following == "|":
            word = made.get(tokens[self.place])
            following = tokens[self.place + 1]
            if word is not None and (following in ("|", end)) and word.needs and not word.loose:
                branches.append(word)  # most branches are one word, or a group, that was met before
                self.place += 2
                continue
            branches.append(self._sequence())
            following = tokens[self.place]
            self.place += 1
        if following != end:
            raise BadPhrase(f'"{self.phrase}": a bracket is not closed, or closed twice')
        if len(branches) == 1:
            return branches[0]
        expression = "(?:" + "|".join(b.expression for b in branches) + ")"
        return _Part(expression, _either(branches), loose=any(b.loose for b in branches))

    def _sequence(self) -> _Part:
        parts = []
        tokens, made = self.tokens, self.words.made
        while (piece := tokens[self.place]) and piece not in "|)]":
            self.place += 1
            parts.append(made.get(piece) or self._part(piece))
        if len(parts) == 1 and parts[0].needs and not parts[0].loose:
            return parts[0]
        if not parts:
            raise BadPhrase(
                f'"{self.phrase}": nothing stands between two signs; a good one is "(speak|talk) to .. manager"'
            )
        return _joined(parts)

    def _part(self, piece: str) -> _Part:
        match piece:
            case "(":
                return self.alternatives(end=")")
            case "[":
                return _Part(self.alternatives(end="]").expression, loose=True)
            case "#":
                return _Part(r"\b[0-9]+(?:[.,'][0-9]+)*\b")
            case "^" | "$":
                return _Part(_BEGIN if piece == "^" else _END, edge=True)
        if piece in _GAPS:
            return _Part(str(_GAPS[piece]), gap=True)
        made = self.words.made
        if piece not in made:
            made[piece] = self._group(piece[1:-1]) if piece.startswith("<") else _word(piece, self.words)
        return made[piece]

    def _group(self, name: str) -> _Part:
        if name not in self.words.groups:
            raise BadPhrase(f'"{self.phrase}": there is no group <{name}>')
        if self.depth > 4:
            raise BadPhrase(f'"{self.phrase}": the group <{name}> holds itself')
        return _Reader(self.words.groups[name], self.words, self.depth + 1).alternatives(end="")


def _tokens(phrase: str) -> list[str]:
    phrase = phrase.strip()
    tokens: list[str] = _TOKEN.findall(phrase)
    if "".join(tokens) == "".join(phrase.split()):
        return tokens
    tokens, place = [], 0
    while place < len(phrase):
        token = _TOKEN.match(phrase, place)
        if token is None:
            raise BadPhrase(f'"{phrase}": "{phrase[place:]}" is not understood')
        tokens.append(token[1])
        place = token.end()
    return tokens


def _word(token: str, words: Words) -> _Part:
    if token.isascii() and token.isalpha() and token.islower() and token not in words.spelt:
        return _Part(rf"\b{token}\b", (frozenset((token,)),))
    spellings = [token, *words.spelt.get(token, ())]
    written = [s for spelling in spellings for s in _folded(spelling, umlauts=words.umlauts)]
    parts = [_spelling(s) for s in written]
    if not all(parts):
        raise BadPhrase(f'"{token}" holds no letter or digit')
    expression = parts[0] if len(parts) == 1 else "(?:" + "|".join(parts) + ")"
    # The piece before an apostrophe is a word of its own to the eye of the index, whoever left the apostrophe out.
    return _Part(rf"\b{expression}", (frozenset(written),))


def _folded(word: str, *, umlauts: bool) -> list[str]:
    variants = [word.lower().replace("ß", "ss").replace("œ", "oe").replace("æ", "ae")]
    if variants[0] != word.lower():
        variants.append(word.lower())
    if umlauts and any(c in "äöü" for c in word.lower()):
        variants += [v.replace("ä", "ae").replace("ö", "oe").replace("ü", "ue") for v in variants]
    return list(dict.fromkeys(_as_in_a_mail(v) if v[-1:] != "*" else f"{_as_in_a_mail(v[:-1])}*" for v in variants))


def _as_in_a_mail(word: str) -> str:
    """As the rules see it there: folded, and `4.5` in one word."""
    return in_one_word(read(word).folded).decode("latin-1")


_BETWEEN_LETTERS = {"'": "[' ]?", " ": BETWEEN, "/": " ?/ ?", "%": " ?%"}
_AROUND = re.compile(r"^[^a-z0-9' \-.@&]+|[^a-z0-9' \-.@&%+]+$")
"""Signs before and behind a word: of the phrase, and not of what it looks for; but for `100%` and `C++`."""


def _spelling(word: str) -> str:
    """`don't` is also `dont` and `don t`, `24/7` also `24 / 7`; `refund*` has any ending."""
    if word.isalnum():
        return word + r"\b"
    stem = _AROUND.sub("", word.removesuffix("*"))
    inside = "".join(_BETWEEN_LETTERS.get(c) or re.escape(c) for c in stem)
    end = r"[a-z0-9]*" if word.endswith("*") else r"\b" if stem[-1:] not in ("%", "+") else ""
    return inside + end if any(c.isalnum() for c in stem) else ""


def _joined(parts: Sequence[_Part]) -> _Part:
    """Pieces one after the other, with what separates words between them."""
    firm = next((i for i, p in enumerate(parts) if not (p.loose or p.gap or p.edge)), None)
    if firm is None:
        return _Part("".join(p.expression for p in parts if not p.gap), loose=True)
    before = "".join(_leading(p) for p in parts[:firm])
    after = "".join(_following(p) for p in parts[firm + 1 :])
    needs = tuple(dict.fromkeys(need for p in parts if not p.loose for need in p.needs))
    return _Part(before + parts[firm].expression + after, needs)


def _leading(part: _Part) -> str:
    if part.edge:
        return part.expression
    return "" if part.gap else f"(?:{part.expression}{BETWEEN})?"


def _following(part: _Part) -> str:
    if part.edge:
        return part.expression
    if part.gap:
        return rf"(?:{BETWEEN}[a-z0-9]+){{0,{part.expression}}}?"
    return f"(?:{BETWEEN}{part.expression})?" if part.loose else BETWEEN + part.expression


def _either(branches: Sequence[_Part]) -> Needs:
    """What a choice needs: what all its branches share, and of the rest of each branch something; nothing where a
    branch needs nothing."""
    if not all(b.needs for b in branches):
        return ()
    if all(len(b.needs) == 1 for b in branches):
        return (frozenset().union(*(b.needs[0] for b in branches)),)
    told = [telling(b.needs) for b in branches]
    shared = [need for need in told[0] if all(need in needs for needs in told)]
    rest = [[need for need in needs if need not in shared] for needs in told] if shared else told
    if not all(rest):
        return tuple(shared)
    often = min(_MOST_MIXED, max(map(len, rest)))
    mixed = (frozenset().union(*(needs[i % len(needs)] for needs in rest)) for i in range(often))
    return tuple(dict.fromkeys((*shared, *mixed)))


def telling(needs: Needs) -> Needs:
    """The most telling groups first: few words, none of them in every mail."""
    return tuple(sorted(needs, key=lambda n: (not n.isdisjoint(_COMMON), len(n)))) if len(needs) > 1 else needs


def key_words(group: frozenset[str]) -> set[bytes]:
    """The single words, or beginnings with a final `*`, without one of which no word of the group is in a text."""
    plain = {spelling.encode("latin-1") for spelling in group if spelling.isalnum()}
    return plain.union(*(_keys(spelling) for spelling in group if not spelling.isalnum()))


def _keys(spelling: str) -> list[bytes]:
    """`don't` is also written `dont` and `don t`; of `e-mail` the longer piece is looked for."""
    pieces = [p for p in re.split(r"[^a-z0-9'*]+", spelling) if p.strip("'*")]
    key = max(pieces, key=len)
    if "'" not in key:
        return [key.encode("latin-1")]
    return [
        key.encode("latin-1"),
        key.replace("'", "").encode("latin-1"),
        max(key.split("'"), key=len).encode("latin-1"),
    ]
