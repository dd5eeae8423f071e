"""JSON for scripts."""

from __future__ import annotations

import sys

import msgspec


def print_json(value: object) -> None:
    """One JSON value, indented; times in ISO 8601 with their zone."""
    sys.stdout.write(msgspec.json.format(msgspec.json.encode(value), indent=2).decode() + "\n")
