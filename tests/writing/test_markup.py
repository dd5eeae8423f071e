"""The small language of the templates."""

from __future__ import annotations

import pytest

from inbox_escalator.writing.html_part import to_html
from inbox_escalator.writing.markup import MOST_VALUES, Values, blocks
from inbox_escalator.writing.text_part import to_text


def text(source: str, *kept: str) -> str:
    return to_text(blocks(source), holding(*kept))


def body(source: str, *kept: str) -> str:
    page = to_html(blocks(source), holding(*kept), title="t", language="en")
    return page.partition('break-word">\n')[2].rpartition("\n</div>")[0]


def holding(*kept: str) -> Values:
    values = Values()
    for value in kept:
        values.keep(value)
    return values


@pytest.mark.parametrize(
    ("source", "kinds"),
    [
        ("a\nb\n\nc", ["paragraph", "paragraph"]),
        ("# a\n! b\n!! c\n~ d\n> e\n- f\n---", ["heading", "lead", "alarm", "small", "quote", "list", "rule"]),
        ("**Level:** x\n**Urgency:** y", ["fields"]),
        ("**Level:**", ["fields"]),
        ("**bold** words: more", ["paragraph"]),
        ("[a](mailto:b) [c](tel:d)", ["buttons"]),
        ("[a](mailto:b) and", ["paragraph"]),
        ("#hash -dash >arrow", ["paragraph"]),
        ("> a\n>\n> b", ["quote"]),
        ("   \n\n\n", []),
        ("a\n- b\nc", ["paragraph", "list", "paragraph"]),
    ],
)
def test_kinds_of_blocks(source: str, kinds: list[str]) -> None:
    assert [b.kind for b in blocks(source)] == kinds


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("a **b** c\nd", "a b c\nd\n"),
        ("# Head", "== Head ==\n"),
        ("> a\n>\n> b **c**", "> a\n>\n> b *c*\n"),
        ("- a\n- b", "- a\n- b\n"),
        ("**Level:** L1", "Level: L1\n"),
        ("see [our page](https://x.example/a)", "see our page: https://x.example/a\n"),
        (
            "- see [our page](https://x.example/a)\n- call [me](tel:+49123)",
            "- see our page: https://x.example/a\n- call me: +49123\n",
        ),
        ("**Call:** [+49 123](tel:+49123) or [us](mailto:x@y.example?subject=z)", "Call: +49 123 or us\n"),
        ("> [page](https://x.example)", "> page: https://x.example\n"),
        ("# [page](https://x.example)", "== page: https://x.example ==\n"),
        ("[Take it](mailto:x@y.example?subject=z)", "\n"),
        ("[Call](tel:+49123) [Help](https://x.example)", "Call: +49123\nHelp: https://x.example\n"),
    ],
)
def test_the_text_part(source: str, said: str) -> None:
    assert text(source) == said


@pytest.mark.parametrize(
    ("source", "part"),
    [
        ("a **b** c", "a <b>b</b> c"),
        ("a ** b", "a ** b"),
        ("**a** ** b", "<b>a</b> ** b"),
        ("a < b & c", "a &lt; b &amp; c"),
        ("one\ntwo", "one<br>\ntwo"),
        ("go [there](https://x.example/?a=1&b=2)", 'href="https://x.example/?a=1&amp;b=2"'),
        ("[t](tel:+49)", 'href="tel:+49"'),
        ("no [js](javascript:alert) here", "no js here"),
        ("no [http](http://x.example) here", "no http here"),
    ],
)
def test_the_html_part(source: str, part: str) -> None:
    assert part in body(source)


def test_a_value_never_becomes_a_target_but_of_a_mail_or_a_call() -> None:
    for evil in ("https://evil.example", "javascript:alert(1)", "data:text/html,x", "mailto:a b", "mailto:a\nb", ""):
        assert "href" not in body("[x](\ue000) and [y](\ue000)", evil)
        assert "href" not in body("[x](\ue000)", evil)
    assert 'href="mailto:a@b.example?x=1&amp;y=%22"' in body("[x](\ue000)", "mailto:a@b.example?x=1&y=%22")
    assert "onclick=x" not in body("[x](\ue000)", 'tel:1"onclick=x').replace("&quot;onclick=x", "")


def test_lines_of_a_value_stay_where_they_belong() -> None:
    assert text("> \ue000", "a\nb\n\nc") == "> a\n> b\n>\n> c\n"
    assert text("- \ue000\n- z", "a\nb") == "- a\n  b\n- z\n"
    assert text("**Issue:** \ue000", "a\nLevel: L9") == "Issue: a\n  Level: L9\n"


def test_what_a_customer_writes_like_a_link_stays_as_it_was_written() -> None:
    assert text("- \ue000", "[x](https://evil.example)") == "- [x](https://evil.example)\n"
    assert text("- [\ue000](\ue001)", "a](tel:1", "tel:+49123") == "- a](tel:1: +49123\n"


def test_a_private_letter_that_stands_for_nothing_is_nothing() -> None:
    assert text("a\ue005b", "x") == "ab\n"


def test_too_many_values_are_refused() -> None:
    values = holding(*["x"] * MOST_VALUES)
    with pytest.raises(OverflowError):
        values.keep("one more")
