"""How the HTML part looks: pieces that mail programs understand, readable at 360 pixels, in the light and in the dark.

Colours stand inline for programs that drop the head, and once more in the head for the dark. No image, no script,
nothing from elsewhere: a mail must read the same on a train.
"""

from __future__ import annotations

_FONT = "-apple-system,BlinkMacSystemFont,'Segoe UI',Roboto,Helvetica,Arial,sans-serif"

_STYLE = """:root{color-scheme:light dark;supported-color-schemes:light dark}
@media (prefers-color-scheme:dark){
body,.w{background:#16181d!important;color:#e8eaed!important}
.k,.s{color:#a6adb8!important}
.f td,.f th,.r{border-color:#343a44!important}
.q{border-color:#4a5260!important;color:#d3d7dd!important}
.l{background:#1d2a3f!important;color:#e8eaed!important;border-color:#6ea8fe!important}
.a{background:#3a1d20!important;color:#ffe3e3!important;border-color:#ff7b7b!important}
.o{background:#16181d!important;color:#9ec5ff!important;border-color:#55606f!important}
.n{color:#9ec5ff!important}
}"""

_HEAD = f"""<!DOCTYPE html>
<html lang="{{language}}"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="color-scheme" content="light dark"><meta name="supported-color-schemes" content="light dark">
<meta name="format-detection" content="telephone=no,date=no,address=no,email=no,url=no">
<title>{{title}}</title>
<style>{_STYLE.replace("{", "{{").replace("}", "}}")}</style></head>
<body style="margin:0;padding:0;background:#ffffff;color:#1d2129">
<div class="w" style="max-width:600px;margin:0 auto;padding:8px 12px;font:16px/1.45 {_FONT};color:#1d2129;\
overflow-wrap:anywhere;word-wrap:break-word">
"""

_FOOT = "\n</div></body></html>\n"

PARAGRAPH = '<p style="margin:0 0 14px">{}</p>'
HEADING = '<h3 style="margin:22px 0 8px;font-size:16px;line-height:1.3">{}</h3>'
LEAD = (
    '<p class="l" style="margin:0 0 6px;padding:6px 10px;background:#eaf2ff;border-left:4px solid #1a56b0;'
    'font-size:17px;line-height:1.35">{}</p>'
)
ALARM = (
    '<p class="a" style="margin:0 0 6px;padding:6px 10px;background:#fdecec;border-left:4px solid #c21f1f;'
    'font-size:17px;line-height:1.35">{}</p>'
)
SMALL = '<p class="s" style="margin:4px 0 10px;font-size:13px;line-height:1.4;color:#5a6270">{}</p>'
QUOTE = (
    '<blockquote class="q" style="margin:0 0 14px;padding:2px 0 2px 12px;border-left:3px solid #c3c9d2;'
    'color:#343b46">{}</blockquote>'
)
LIST = '<ul style="margin:0 0 14px;padding-left:20px">\n{}\n</ul>'
ITEM = '<li style="margin:0 0 4px">{}</li>'
RULE = '<hr class="r" style="border:0;border-top:1px solid #dfe3e8;margin:16px 0">'

FIELDS = (
    '<table class="f" width="100%" cellpadding="0" cellspacing="0" border="0" style="border-collapse:collapse;'
    'margin:0 0 8px;font-size:15px;line-height:1.35">\n{}\n</table>'
)
FIELD = (
    '<tr><th class="k" scope="row" align="left" valign="top" width="70" style="width:70px;padding:3px 8px 3px 0;'
    'border-bottom:1px solid #e6e9ed;font-weight:normal;font-size:13px;line-height:1.55;color:#5a6270">{}</th>'
    '<td valign="top" style="padding:3px 0;border-bottom:1px solid #e6e9ed">{}</td></tr>'
)

LINK = '<a class="n" href="{}" style="color:#1a56b0">{}</a>'
BUTTONS = '<p style="margin:8px 0 2px">{}</p>'
BUTTON = (
    '<a href="{}" style="display:inline-block;padding:10px 14px;margin:0 4px 6px 0;background:#1a56b0;color:#ffffff;'
    'border:1px solid #1a56b0;border-radius:8px;text-decoration:none;font-weight:bold">{}</a>'
)
OTHER_BUTTON = (
    '<a class="o" href="{}" style="display:inline-block;padding:10px 12px;margin:0 4px 6px 0;background:#ffffff;'
    'color:#1a56b0;border:1px solid #aab4c3;border-radius:8px;text-decoration:none">{}</a>'
)


def document(body: str, *, title: str, language: str) -> str:
    """The whole part; `title` and `language` are escaped already."""
    return _HEAD.format(title=title, language=language) + body + _FOOT
