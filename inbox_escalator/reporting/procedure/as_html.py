"""The documents as one page: reads at 360 pixels, wide, in the dark and on paper. No script, nothing from elsewhere."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from inbox_escalator.reporting.procedure.paper import (
    MISSING,
    Block,
    Bullets,
    Fields,
    Heading,
    Letter,
    Paper,
    Paragraph,
    Sign,
    Table,
)

STYLE = """
:root { color-scheme: light dark;
  --ink: #1d2129; --soft: #5a6270; --line: #d5dae1; --page: #fff; --tint: #f3f5f8; --gap: #fff1c2 }
@media (prefers-color-scheme: dark) {
  :root { --ink: #e8eaed; --soft: #a6adb8; --line: #3a404b; --page: #16181d; --tint: #20242b; --gap: #4d3f10 } }
* { box-sizing: border-box }
body { margin: 0; background: var(--page); color: var(--ink);
  font: 16px/1.5 -apple-system, BlinkMacSystemFont, "Segoe UI", Roboto, Helvetica, Arial, sans-serif }
main { max-width: 62rem; margin: 0 auto; padding: 1rem 1rem 4rem; overflow-wrap: anywhere }
h1 { margin: 3rem 0 1rem; padding-bottom: .3rem; border-bottom: 3px solid var(--ink);
  font-size: 1.75rem; line-height: 1.2 }
h1:first-child { margin-top: .5rem }
h2 { margin: 2.2rem 0 .6rem; font-size: 1.3rem; line-height: 1.25 }
h3 { margin: 1.5rem 0 .4rem; font-size: 1.05rem }
p, ul { margin: 0 0 .9rem; max-width: 46rem }
ul { padding-left: 1.3rem }
li { margin-bottom: .3rem }
dl { margin: 0 0 1rem; display: grid; grid-template-columns: 11rem 1fr; border-top: 1px solid var(--line) }
dt, dd { margin: 0; padding: .35rem 0; border-bottom: 1px solid var(--line) }
dt { color: var(--soft) }
table { width: 100%; margin: 0 0 1.2rem; border-collapse: collapse;
  font-size: .94rem; line-height: 1.4; overflow-wrap: break-word }
th, td { padding: .45rem .7rem .45rem 0; border-bottom: 1px solid var(--line); text-align: left; vertical-align: top }
th { color: var(--soft); font-weight: normal }
td:first-child { font-weight: 600 }
td:empty { height: 2.2rem }
.letter { margin: 0 0 1.2rem; padding: .8rem 1rem; border-left: 4px solid var(--line);
  background: var(--tint); white-space: pre-wrap;
  max-width: 46rem }
mark { padding: .05rem .3rem; border-radius: 3px; background: var(--gap); color: inherit }
.sign { display: flex; flex-wrap: wrap; gap: .4rem 2rem; margin: 1.6rem 0; padding: .9rem 1rem;
  background: var(--tint) }
.sign b { flex: 1 0 100% }
.sign span { flex: 3 1 14rem; margin-top: 2rem; padding-top: .2rem;
  border-top: 1px solid var(--ink); color: var(--soft); font-size: .85rem }
.sign span + span { flex: 1 1 7rem }
@media (max-width: 40rem) {
  dl { grid-template-columns: 1fr }
  dt { padding-bottom: 0; border: 0; font-size: .85rem }
  dd { padding-top: 0 }
  table, tbody, tr, td { display: block }
  thead { position: absolute; left: -100vw }
  tr { padding: .6rem 0; border-bottom: 1px solid var(--line) }
  td { padding: .1rem 0; border: 0 }
  td[data-name]::before { content: attr(data-name) ": "; color: var(--soft) }
  td:empty { height: auto } }
@media print {
  main { max-width: none; padding: 0 }
  h1 { break-before: page }
  h1:first-child { break-before: auto }
  h2, h3 { break-after: avoid }
  tr, dl, .letter, .sign { break-inside: avoid } }
"""


def as_html(papers: Sequence[Paper]) -> str:
    body = "\n".join(_paper(paper) for paper in papers)
    return (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(papers[0].title)}</title>\n<style>{STYLE}</style></head>\n<body><main>\n{body}\n</main></body></html>\n"
    )


def _paper(paper: Paper) -> str:
    return "\n".join((f"<h1>{escape(paper.title)}</h1>", *map(_block, paper.blocks)))


def _block(block: Block) -> str:
    match block:
        case Heading(words, depth):
            return f"<h{depth}>{escape(words)}</h{depth}>"
        case Paragraph(words):
            return f"<p>{escape(words)}</p>"
        case Bullets(items):
            return "<ul>" + "".join(f"<li>{_value(item)}</li>" for item in items) + "</ul>"
        case Fields(rows):
            return "<dl>" + "".join(f"<dt>{escape(name)}</dt><dd>{_value(said)}</dd>" for name, said in rows) + "</dl>"
        case Table(head, rows):
            return _table(head, rows)
        case Letter(words):
            return f'<div class="letter">{escape(words)}</div>'
        case Sign(what):
            return f'<div class="sign"><b>{escape(what)}</b><span>name and signature</span><span>date</span></div>'


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    top = "".join(f"<th>{escape(name)}</th>" for name in head)
    lines = "".join(
        f"<tr>{''.join(_cell(n, name, said) for n, (name, said) in enumerate(zip(head, row, strict=True)))}</tr>"
        for row in rows
    )
    return f"<table><thead><tr>{top}</tr></thead><tbody>{lines}</tbody></table>"


def _cell(number: int, name: str, said: str) -> str:
    """On a narrow screen each cell but the first says what it is."""
    named = f' data-name="{escape(name, quote=True)}"' if number or not said else ""
    return f"<td{named}>{_value(said)}</td>"


def _value(words: str) -> str:
    said, sign, rest = words.partition(MISSING)
    return f"{escape(said)}<mark>{escape(sign + rest)}</mark>" if sign else escape(words)
