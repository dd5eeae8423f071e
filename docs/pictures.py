"""Draws docs/escalation-phone.png: the example ESCALATION as a phone shows it, by day and by night.

    python docs/pictures.py

Needs a Chromium or Chrome on the path. Run it when the look of the mail has changed.
"""

from __future__ import annotations

import email
import email.policy
import html
import shutil
import subprocess
import tempfile
from dataclasses import replace
from email.message import EmailMessage
from pathlib import Path

from inbox_escalator.writing import example
from inbox_escalator.writing.compose import Composer
from inbox_escalator.writing.templates import Templates

PICTURE = Path(__file__).with_name("escalation-phone.png")
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "chrome")
WIDTH, HEIGHT = 828, 860

PHONE = """<div class="phone {mode}"><div class="bar">‹ Inbox</div><div class="subject">{subject}</div>
<div class="sender"><span class="face">A</span><span><b>Acme Support</b><br>to me · 14:02</span></div>
<iframe srcdoc="{page}" style="color-scheme:{mode}"></iframe></div>"""

STYLE = """body{margin:0;padding:14px;background:#fff;display:flex;gap:24px;font:15px/1.35 system-ui,sans-serif}
.phone{width:364px;height:808px;border:12px solid #22252b;border-radius:44px;overflow:hidden;
background:#fff;color:#1d2129}
.dark{background:#16181d;color:#e8eaed;border-color:#3a3f48}
.bar{padding:12px 16px 2px;color:#1a56b0}.dark .bar{color:#9ec5ff}
.subject{padding:4px 16px 6px;font-size:17px;font-weight:600}
.sender{display:flex;gap:10px;padding:0 16px 8px;font-size:13px}
.face{width:34px;height:34px;border-radius:50%;background:#1a56b0;color:#fff;font:600 17px/34px system-ui;
text-align:center}
iframe{border:0;width:100%;height:690px}"""


def main() -> None:
    browser = next((found for name in BROWSERS if (found := shutil.which(name))), None)
    if browser is None:
        raise SystemExit(f"no browser found: install one of {', '.join(BROWSERS)}")
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder) / "phones.html"
        page.write_text(_phones(), encoding="utf-8")
        subprocess.run(  # noqa: S603  (the browser just found, on a page of our own)
            [
                browser, "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars",
                "--force-device-scale-factor=0.9", f"--screenshot={PICTURE}",
                f"--window-size={WIDTH},{HEIGHT}", page.as_uri(),
            ],
            check=True, capture_output=True, timeout=60,
        )  # fmt: skip
    print(f"{PICTURE}: {PICTURE.stat().st_size // 1024} KB")  # noqa: T201  (a command for a person)


def _phones() -> str:
    composer = Composer(Templates(), example.SEAL, example.policy())
    case = replace(example.case(), handler="")
    mail = composer.compose(example.notice("escalation"), case, example.texts(), example.events(), example.NOW)
    message = email.message_from_string(mail.raw, policy=email.policy.default)
    part = message.get_body(("html",)) if isinstance(message, EmailMessage) else None
    shown = html.escape(str(part.get_content()) if part is not None else "")
    phones = (PHONE.format(mode=mode, subject=html.escape(mail.subject), page=shown) for mode in ("light", "dark"))
    return f'<!DOCTYPE html><meta charset="utf-8"><style>{STYLE}</style>{"".join(phones)}'


if __name__ == "__main__":
    main()
