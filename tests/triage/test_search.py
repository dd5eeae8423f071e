"""An expression is asked underneath re2's wrapper, and gives what the wrapper would give."""

from __future__ import annotations

import pytest
import re2

from inbox_escalator.triage import search
from inbox_escalator.triage.reading import latin
from inbox_escalator.triage.search import Search

TEXTS = (b"", b"a", b"lawyer", b"my lawyer and a lawyer.", b"the law, the lawyers' law", b"lawlaw law")
EXPRESSIONS = (r"\blaw\b", r"law[a-z]*", r"law$", r"^my .{0,9}law", r"(?:x|law)")


@pytest.fixture(params=["underneath", "through the wrapper"], autouse=True)
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    if request.param != "underneath":
        monkeypatch.setattr(search, "_underneath", lambda _: None)


@pytest.mark.parametrize("expression", EXPRESSIONS)
def test_it_finds_what_the_wrapper_finds(expression: str) -> None:
    for text in TEXTS:
        found = [m.span() for m in latin(expression).finditer(text)]
        asked = Search(expression)
        assert list(asked.places(text, 99)) == found
        assert list(asked.places(text, 1)) == found[:1]
        assert asked.first(text) == (found[0] if found else (-1, -1))
        assert asked.first(text, 1) == next((m.span() for m in latin(expression).finditer(text, 1)), (-1, -1))


def test_what_is_none_is_refused() -> None:
    with pytest.raises(re2.error):
        Search("(").first(b"")
