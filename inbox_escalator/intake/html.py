"""HTML to text in one pass, linear in its length on any input.

Quoted blocks come out with `> ` before each line, so that one set of rules cuts text and HTML alike; scripts, styles,
comments and hidden text are left out; links are shown as text.
"""

from __future__ import annotations

import html
import re

MOST_CHARS = 524_288
"""Longer HTML is cut here."""

_BLOCKS = frozenset(
    "p div br tr li h1 h2 h3 h4 h5 h6 table blockquote ul ol hr section article header footer pre dt dd center form "
    "body title address fieldset".split()
)
_RAW = frozenset("script style title noscript template textarea head svg".split())
_VOID = frozenset("br hr img meta link input area base col wbr".split())
_HIDDEN = re.compile(
    r"display\s{0,9}:\s{0,9}none|visibility\s{0,9}:\s{0,9}hidden|font-size\s{0,9}:\s{0,9}0(?![.\d])"
    r"|mso-hide\s{0,9}:\s{0,9}all|\shidden(?:[\s=]|$)",
    re.I,
)
_NAME = re.compile(r"/?[A-Za-z][A-Za-z0-9:-]{0,30}")
_HREF = re.compile(r"""\shref\s{0,9}=\s{0,9}["']?(https?://[^\s"'<>]{1,300})""", re.I)
_BLANKS = re.compile(r"[ \t\n\r\f\xa0]+")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_OPEN_QUOTE, _CLOSE_QUOTE = "\x01", "\x02"
_ATTRIBUTES = 8192
"""A tag's attributes are looked at up to here."""
_DEPTH = 5000
"""Elements open at a time that are told apart."""


def html_text(source: str) -> str:
    """The visible text of `source`, at most MOST_CHARS of it read."""
    scanner = _Scanner(_CONTROL.sub(" ", source[:MOST_CHARS]))
    scanner.run()
    return _laid_out("".join(scanner.out))


def _laid_out(marked: str) -> str:
    """Lines with their quote signs; at most one blank line in a row."""
    depth, lines = 0, [""]
    for line in marked.split("\n"):
        opens, closes = line.count(_OPEN_QUOTE), line.count(_CLOSE_QUOTE)
        depth = max(0, depth + opens - closes)
        text = line.strip(" \t\x01\x02")
        if text or lines[-1]:
            lines.append("> " * min(depth, 5) + text if text else "")
    return "\n".join(lines).strip("\n")


class _Scanner:
    """Reads tag by tag; what was once searched for in vain is never searched for again."""

    def __init__(self, source: str) -> None:
        self.out: list[str] = []
        self._source = source
        self._lower = ""
        self._at = 0
        self._absent: set[str] = set()
        self._open: list[tuple[str, bool]] = []
        self._hidden = 0
        self._pre = 0
        self._link = ""
        self._link_start = 0

    def run(self) -> None:
        end = len(self._source)
        while self._at < end:
            tag = self._find("<", self._at)
            tag = end if tag < 0 else tag
            self._text(self._source[self._at : tag])
            if tag >= end:
                return
            self._at = self._markup(tag)

    def _find(self, what: str, start: int) -> int:
        if what in self._absent:
            return -1
        at = self._source.find(what, start)
        if at < 0:
            self._absent.add(what)
        return at

    def _find_any_case(self, what: str, start: int) -> int:
        """As `_find`, for lower-case `what` and ASCII letters of any case."""
        key = "i" + what
        if key in self._absent:
            return -1
        if not self._lower:
            lower = self._source.lower()
            self._lower = lower if len(lower) == len(self._source) else self._source
        at = self._lower.find(what, start)
        if at < 0:
            self._absent.add(key)
        return at

    def _text(self, text: str) -> None:
        if not text or self._hidden:
            return
        if "&" in text:
            text = _CONTROL.sub(" ", html.unescape(text))
        self.out.append(text if self._pre else _BLANKS.sub(" ", text))

    def _markup(self, tag: int) -> int:
        """Handles what begins with `<` at `tag`; returns where reading goes on."""
        source = self._source
        if source.startswith("<!--", tag):
            end = self._find("-->", tag + 4)
            return len(source) if end < 0 else end + 3
        if source[tag + 1 : tag + 2] in ("!", "?"):
            end = self._find(">", tag + 2)
            return len(source) if end < 0 else end + 1
        name = _NAME.match(source, tag + 1)
        if not name:
            self._text("<")
            return tag + 1
        end = self._tag_end(name.end(), tag)
        if end < 0:
            return len(source)
        return self._tag(name[0].lower(), source[name.end() : min(end, name.end() + _ATTRIBUTES)], end + 1)

    def _tag_end(self, start: int, tag: int) -> int:
        """Where the tag closes; a `>` inside a quoted attribute does not close it."""
        end = self._find(">", start)
        if end < 0 or end - tag > 4096 or self._source.count('"', start, end) % 2 == 0:
            return end
        quote = self._source.find('"', end, end + 4096)
        later = self._source.find(">", quote, quote + 4096) if quote > 0 else -1
        return later if later > 0 else end

    def _tag(self, name: str, attributes: str, after: int) -> int:
        if name.startswith("/"):
            self._close(name[1:])
            return after
        if name in _RAW and not attributes.endswith("/"):
            return self._after_raw(name, after)
        self._opened(name, attributes)
        return after

    def _after_raw(self, name: str, after: int) -> int:
        """Past the content of an element whose content is not text; a head that never ends stops at the body."""
        ends = [self._find_any_case("</" + name, after)]
        if name == "head":
            ends.append(self._find_any_case("<body", after))
        ends = [e for e in ends if e >= 0]
        if ends:
            return min(ends)
        return after if name == "head" else len(self._source)

    def _opened(self, name: str, attributes: str) -> None:
        if name not in _VOID and not attributes.endswith("/") and len(self._open) < _DEPTH:
            hides = bool(attributes) and _HIDDEN.search(attributes) is not None
            self._open.append((name, hides))
            self._hidden += hides
            self._pre += name == "pre"
        if self._hidden:
            return
        self._break(name)
        if name == "blockquote":
            self.out.append(_OPEN_QUOTE)
        elif name == "li":
            self.out.append("- ")
        elif name == "a" and (href := _HREF.search(attributes)):
            self._link, self._link_start = href[1], len(self.out)

    def _close(self, name: str) -> None:
        if name == "a":
            self._link_as_text()
        if any(opened == name for opened, _ in self._open[-6:]):
            while self._pop() != name:
                pass
        if not self._hidden:
            self._break(name)

    def _pop(self) -> str:
        name, hides = self._open.pop()
        self._hidden -= hides
        self._pre -= name == "pre"
        if name == "blockquote" and not self._hidden:
            self.out.append("\n" + _CLOSE_QUOTE)
        return name

    def _link_as_text(self) -> None:
        """`words <address>`, unless the words are the address."""
        words = "".join(self.out[self._link_start : self._link_start + 20]).strip()
        if self._link and words and not self._hidden and "://" not in words and words not in self._link:
            self.out.append(f" <{_CONTROL.sub('', html.unescape(self._link))}>")
        self._link = ""

    def _break(self, name: str) -> None:
        if name in _BLOCKS:
            self.out.append("\n")
        elif name in ("td", "th"):
            self.out.append(" ")
