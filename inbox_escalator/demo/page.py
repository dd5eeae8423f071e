"""The page at the end: every mail that was sent, as a phone would show it."""

from __future__ import annotations

import email
import email.policy
from html import escape
from pathlib import Path
from zoneinfo import ZoneInfo

from inbox_escalator.demo.letters import DESK
from inbox_escalator.demo.play import Mailed

ZONE = ZoneInfo("Europe/London")
LETTERS, LINE = 38, 23
"""Letters that fit into a line of the phone, and how high one is."""
ROOM_FOR_BUTTONS, TALLEST = 110, 640

HEAD = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Everything that was sent</title>
<style>
body { font: 16px/1.4 system-ui, sans-serif; margin: 1.5rem; background: Canvas; color: CanvasText }
h2 { font-size: 1.25rem; overflow-wrap: anywhere }
nav a { display: inline-block; margin: 0 .8rem .4rem 0 }
header { display: flex; flex-wrap: wrap; gap: 0 1rem; align-items: baseline }
h1 { font-size: 1.5rem; margin: 0 }
.phones { display: flex; flex-wrap: wrap; gap: 1.5rem; align-items: flex-start }
figure { margin: 0; width: 376px; max-width: 100% }
figcaption { margin: 0 0 .4rem; height: 3.9em; overflow: hidden }
figcaption b { display: block }
iframe { width: 100%; box-sizing: border-box; border: 8px solid #444; border-radius: 22px; background: white }
@media (max-width: 480px) { body { margin: .6rem } iframe { border-width: 2px; border-radius: 10px } }
</style></head><body>
"""


def write_page(folder: Path, mailed: list[Mailed]) -> Path:
    """Writes each mail as `NNN.eml` and `index.html`, the mails first and who got them last; returns the path."""
    folder.mkdir(parents=True, exist_ok=True)
    staff_first = sorted(mailed, key=lambda m: not m.to.endswith(f"@{DESK.partition('@')[2]}"))
    people = list(dict.fromkeys(m.to for m in staff_first))
    parts = [HEAD, f'<header><h1>{len(mailed)} mails of one day</h1><a href="#readers">who got them</a></header>']
    for number, to in enumerate(people):
        parts.append(f'<h2 id="p{number}">to {escape(to)}</h2><div class="phones">')
        parts += [_phone(m, mailed.index(m) + 1) for m in mailed if m.to == to]
        parts.append("</div>")
    parts.append('<h2 id="readers">who got them</h2><nav>')
    parts += [f'<a href="#p{n}">{escape(to)}</a>' for n, to in enumerate(people)]
    parts.append("</nav>")
    for number, mail in enumerate(mailed, 1):
        (folder / f"{number:03}.eml").write_bytes(mail.raw)
    page = folder / "index.html"
    page.write_text("\n".join([*parts, "</body></html>"]), "utf-8")
    return page


def _phone(mail: Mailed, number: int) -> str:
    message = email.message_from_bytes(mail.raw, policy=email.policy.default)
    body = message.get_body(("html", "plain"))
    html = body.get_content() if body is not None else ""
    # The sandbox runs no script and opens nothing: the page shows mail that strangers caused.
    return (
        f"<figure><figcaption><b>{escape(mail.subject)}</b>{mail.at.astimezone(ZONE):%H:%M} · "
        f'<a href="{number:03}.eml">{number:03}.eml</a></figcaption>'
        f'<iframe sandbox loading="lazy" style="height: {_height(mail.text)}px" '
        f'title="mail {number}" srcdoc="{escape(html, quote=True)}"></iframe></figure>'
    )


def _height(text: str) -> int:
    """About as high as the mail, in pixels, so that a short one leaves no empty phone; a long one scrolls."""
    lines = sum(max(1, -(-len(line) // LETTERS)) for line in text.strip().split("\n"))
    return min(TALLEST, ROOM_FOR_BUTTONS + LINE * lines)
