"""What the file may hold already and this version does nothing with. One list: the warnings, the docs and the example
are made from it, so a key leaves all three in the change that makes it work."""

from __future__ import annotations

from inbox_escalator.config.schema import Key
from inbox_escalator.config.tables.rest import File, LimitsKeys

LATER: frozenset[Key[object]] = frozenset({
    LimitsKeys.automatic_sender,
    LimitsKeys.text_kb,
    LimitsKeys.case_kb,
    File.canary,
    File.review,
    File.retention,
})  # fmt: skip
"""Keys, and whole tables."""

LATER_VALUES: dict[Key[object], frozenset[str]] = {}
"""Single values of keys that otherwise work."""
