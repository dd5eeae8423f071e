"""On which line does a key of a TOML file stand? `tomllib` does not say, so the text is walked once more.

The walk understands valid TOML only (TOML 1.0), for `tomllib` has read the text before and refused all else. It
reads no values, it only steps over them.
"""

from __future__ import annotations

import re

KeyPath = tuple[str | int, ...]
"""Keys from the root; tables of an array by their index: `("contact", 0, "address")`."""

_BLANK = re.compile(r"(?:[ \t\r\n]+|#[^\n]*)*")
_KEY = re.compile(r"""[ \t]*(?:"((?:[^"\\\n]|\\.)*)"|'([^'\n]*)'|([A-Za-z0-9_-]+))[ \t]*(\.?)""")
_STRING = re.compile(
    r'"""(?:[^"\\]|\\[\s\S]|"(?!""))*"{3,5}|'
    r"'''(?:[^']|'(?!''))*'{3,5}|"
    r'"(?:[^"\\\n]|\\.)*"|'
    r"'[^'\n]*'"
)
_BARE = re.compile(r"[^,\]}#\r\n]+")


def lines_of(text: str) -> dict[KeyPath, int]:
    """Line (from 1) of every key, table and array element of valid TOML."""
    return _Walk(text).lines()


class _Walk:
    def __init__(self, text: str) -> None:
        self._text = text
        self._at = 0
        self._line = 1
        self._counted = 0
        self._found: dict[KeyPath, int] = {}
        self._tables: dict[KeyPath, int] = {}
        """How many tables each array of tables has so far."""

    def lines(self) -> dict[KeyPath, int]:
        here: KeyPath = ()
        self._skip()
        while self._at < len(self._text):
            if self._next("[["):
                here = self._header("]]", array=True)
            elif self._next("["):
                here = self._header("]", array=False)
            else:
                self._pair(here)
            self._skip()
        return self._found

    def _header(self, end: str, *, array: bool) -> KeyPath:
        line = self._now()
        path: KeyPath = ()
        names = self._names()
        for name in names[:-1]:
            path = self._inside((*path, name))
        path = (*path, names[-1])
        if array:
            index = self._tables.get(path, 0)
            self._tables[path] = index + 1
            self._note(path, line)
            path = (*path, index)
        self._note(path, line)
        self._skip()
        self._next(end)
        return path

    def _inside(self, path: KeyPath) -> KeyPath:
        """A header below an array of tables belongs to the last table of it (TOML, Array of Tables)."""
        count = self._tables.get(path)
        return path if count is None else (*path, count - 1)

    def _pair(self, here: KeyPath) -> None:
        line = self._now()
        path = here
        for name in self._names():
            path = (*path, name)
            self._note(path, line)
        self._skip()
        self._next("=")
        self._value(path)

    def _names(self) -> list[str]:
        names: list[str] = []
        while found := _KEY.match(self._text, self._at):
            self._at = found.end()
            names.append(found[1] or found[2] or found[3] or "")
            if not found[4]:
                break
        return names

    def _value(self, path: KeyPath) -> None:
        self._skip()
        self._note(path, self._now())
        if self._next("["):
            self._array(path)
        elif self._next("{"):
            self._inline(path)
        else:
            found = _STRING.match(self._text, self._at) or _BARE.match(self._text, self._at)
            self._at = found.end() if found else self._at + 1

    def _array(self, path: KeyPath) -> None:
        index = 0
        self._skip()
        while self._at < len(self._text) and not self._next("]"):
            self._value((*path, index))
            index += 1
            self._skip()
            self._next(",")
            self._skip()

    def _inline(self, path: KeyPath) -> None:
        self._skip()
        while self._at < len(self._text) and not self._next("}"):
            self._pair(path)
            self._skip()
            self._next(",")
            self._skip()

    def _skip(self) -> None:
        found = _BLANK.match(self._text, self._at)
        if found:
            self._at = found.end()

    def _next(self, sign: str) -> bool:
        if not self._text.startswith(sign, self._at):
            return False
        self._at += len(sign)
        return True

    def _now(self) -> int:
        """The line of the present place; newlines are counted once only, so the walk stays linear."""
        self._line += self._text.count("\n", self._counted, self._at)
        self._counted = self._at
        return self._line

    def _note(self, path: KeyPath, line: int) -> None:
        self._found.setdefault(path, line)
