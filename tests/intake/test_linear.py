"""No text makes the cutting, the HTML or the header reading cost more than its length.

Not timed: the lines of Python that run are counted, so that a busy machine changes nothing. A search in C counts as
one line, so patterns are held by a rule of their own: no unbounded repetition inside or beside another.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from types import FrameType
from typing import Any

import pytest

from inbox_escalator.intake.header import ids, one_line, words_decoded
from inbox_escalator.intake.html import html_text
from inbox_escalator.intake.zones import cut

BAIT = {
    "signs": "> ",
    "sign lines": ">\n",
    "dash lines": "-- \n",
    "dashes and blanks": "--\n\n\n",
    "underscores": "____\n",
    "attributions": "On Mon, Jun 3, 2024 at 10:00 AM\n",
    "wrapped": "On Mon, 3 Jun 2024 someone\nelse\nand more\n",
    "wrote": "On 3.6.2024 10:15 A <a@example.com> wrote:\n",
    "wrote with signs": "On 3.6.2024 10:15 A <a@example.com> wrote:\n> a\n",
    "headers": "From: a\nDate: b\n\n",
    "sent": "Sent: b\n",
    "regards": "regards\n",
    "regards and blanks": "regards\n\n\n\n",
    "thanks": "Thanks\nAnn\n",
    "devices": "Sent from my iPhone\n",
    "footers": "This email is nothing\n",
    "forwards": "---- forwarded\n",
    "colons": ":\n",
    "times": "10:15 10:15 10:15\n",
    "tags": "<div>",
    "less": "<",
    "quotes": "<blockquote>",
    "ampersands": "&",
    "attributes": "<p title='\"",
    "comments": "<!--",
    "hidden": "<p style='display:none'>",
    "styles": "<style>",
    "links": "<a href='http://a'>",
    "encoded words": "=?utf-8?q?a?= ",
    "open encoded words": "=?utf-8?q?a",
    "ids": "<a@b> ",
}


def lines_run(call: Callable[[], object]) -> int:
    """How many lines of our own code `call` runs."""
    count = 0

    def trace(frame: FrameType, event: str, _: Any) -> Callable[..., Any] | None:
        nonlocal count
        if "inbox_escalator" not in frame.f_code.co_filename:
            return None
        count += event == "line"
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        call()
    finally:
        sys.settrace(before)
    return count


@pytest.mark.parametrize("reads", [cut, html_text, one_line, words_decoded, lambda text: ids(text, 100)])
@pytest.mark.parametrize("bait", BAIT.values(), ids=BAIT)
def test_twice_the_bait_costs_at_most_twice_the_steps(reads: Callable[[str], object], bait: str) -> None:
    small = lines_run(lambda: reads(bait * 400))
    large = lines_run(lambda: reads(bait * 800))
    assert large <= 2.3 * small + 200
