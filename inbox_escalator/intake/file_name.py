"""The name of a file that came along, made safe."""

from __future__ import annotations

import re
from email.message import Message
from email.utils import collapse_rfc2231_value

from inbox_escalator.intake.header import one_line, words_decoded

NAME_CHARS = 200
"""A file name is cut to this; its ending is kept."""

_USUAL = re.compile(r'(?:^|;)\s{0,9}(?:file)?name\s{0,9}=\s{0,9}(?:"([^"\\]*)"|([^\s";]+))\s*(?:;|$)', re.I)


def safe_name(name: str) -> str:
    """Without folders, control characters or turning characters; '' where nothing is left."""
    name = one_line(words_decoded(name)).replace("\\", "/").rpartition("/")[2].strip()
    if name in (".", ".."):
        return ""
    if len(name) <= NAME_CHARS:
        return name
    stem, dot, ending = name.rpartition(".")
    return f"{stem[: NAME_CHARS - len(ending) - 1]}.{ending}" if dot and len(ending) <= 16 else name[:NAME_CHARS]


def file_name(disposition: str, media_type: str) -> str:
    """The name that Content-Disposition (RFC 2183), else Content-Type, gives; whole header values in."""
    for value, parameter in ((disposition, "filename"), (media_type, "name")):
        if parameter in value.lower() and (name := safe_name(parameter_of(value, parameter))):
            return name
    return ""


def parameter_of(value: str, parameter: str) -> str:
    """A parameter of a structured header value, its RFC 2231 pieces joined; '' where there is none."""
    if "*" not in value and "name" in parameter and (usual := _USUAL.search(value)):
        return usual[1] or usual[2] or ""
    part = Message()
    part.set_raw("content-type", value)
    try:
        found = part.get_param(parameter, "")
        return found if isinstance(found, str) else collapse_rfc2231_value(found)
    except (ValueError, LookupError, TypeError, AttributeError):
        return ""
