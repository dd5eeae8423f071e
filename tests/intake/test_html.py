"""HTML to text: what is seen, and only that."""

from __future__ import annotations

import pytest

from inbox_escalator.intake.html import html_text
from inbox_escalator.intake.mail import Zone
from inbox_escalator.intake.zones import cut

TABLE = [
    ("<p>One</p><p>Two</p>", "One\n\nTwo"),
    ("a<br>b<br/>c", "a\nb\nc"),
    ("s<b>u</b>e&nbsp;you &amp; them", "sue you & them"),
    ("<ul><li>one<li>two</ul>", "- one\n- two"),
    ("<table><tr><td>a</td><td>b</td></tr></table>", "a b"),
    ("<style>p{}</style><script>var lawyer</script><p>x</p>", "x"),
    ("<head><title>t</title></head><body>x</body>", "x"),
    ("<head><meta x><body>x</body>", "x"),
    ("<!-- lawyer -->x<!DOCTYPE html><?xml ?>", "x"),
    ('<div style="display:none">lawyer</div>x', "x"),
    ('<div style="DISPLAY : none"><p>law</p>yer</div>x', "x"),
    ('<span style="font-size:0">lawyer</span>x', "x"),
    ('<span style="font-size:0.9em">seen</span>', "seen"),
    ('<span style="visibility:hidden">lawyer</span>x', "x"),
    ("<p hidden>lawyer</p>x", "x"),
    ('<a href="https://example.com/x">click</a>', "click <https://example.com/x>"),
    ('<a href="https://example.com/x">https://example.com/x</a>', "https://example.com/x"),
    ('<a href="javascript:alert(1)">click</a>', "click"),
    ("<blockquote>a<br>b<blockquote>c</blockquote></blockquote>d", "> a\n> b\n> > c\n\nd"),
    ("<pre>a  b\n  c</pre>", "a  b\n  c"),
    ("1 < 2 and 3 > 2", "1 < 2 and 3 > 2"),
    ('<img alt="a>b">x', "x"),
    ("&#0;&#1;&#x1b;&#xd800;x", "\ufffd\ufffdx"),
    ("<b", ""),
    ("", ""),
]


@pytest.mark.parametrize(("source", "text"), TABLE)
def test_text_of_html(source: str, text: str) -> None:
    got = html_text(source)
    assert " ".join(got.split()) == " ".join(text.split())
    assert got.count("\n") == text.strip().count("\n")


def test_no_control_character_comes_out_of_html() -> None:
    got = html_text("&#1;&#2;&#27;a<a href='https://e.example/&#2;&#10;x'>w</a>\x01\x02\x00b")
    assert not [c for c in got if ord(c) < 32 and c != "\n"]


def test_a_quoted_block_is_a_quoted_zone() -> None:
    text = html_text('<div>New</div><div class="gmail_quote">On Mon, Jun 3, 2024 at 10:15 Ann &lt;a@b.example&gt; wrote:'
                     "<blockquote>I will sue</blockquote></div>")  # fmt: skip
    assert cut(text)[0].text == "New"
    assert {p.zone for p in cut(text)} == {Zone.NEW, Zone.QUOTED}


def test_deep_nesting_is_read() -> None:
    assert html_text("<div>" * 20_000 + "end") == "end"
    assert html_text("<blockquote>" * 20_000 + "end").endswith("end")
