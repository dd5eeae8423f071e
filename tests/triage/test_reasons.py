"""Why words count, or not, is told in English, whatever language the customer writes in: staff's mails are English."""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from inbox_escalator.triage import phrase_file
from inbox_escalator.triage.language import LANGUAGES, guess
from inbox_escalator.triage.reading import read

FILES = Path(phrase_file.__file__).parent / "phrases"


def _reasons(code: str) -> Iterator[str]:
    """Every `name` and `because` of the file, without its quotations."""
    for entries in tomllib.loads((FILES / f"{code}.toml").read_text("utf-8")).values():
        for entry in entries if isinstance(entries, list) else ():
            yield from (str(entry[key]) for key in ("name", "because") if key in entry)


@pytest.mark.parametrize("code", LANGUAGES)
def test_reasons_are_english(code: str) -> None:
    reasons = set(_reasons(code))
    assert len(reasons) > 40
    said = Counter(read(" . ".join(reasons)).folded.split())
    assert guess(said, "").language == "en"
    for reason in reasons:
        assert reason.isascii(), reason
        words = Counter(read(reason).folded.split())
        assert "en" in guess(words, "en").possible, reason
        assert guess(words, "en").language == "en", reason
