"""Where the configuration is looked for."""

from __future__ import annotations

import os
from pathlib import Path

from inbox_escalator.cli.commands import UsageError

HERE = Path("config.toml")


def find_config(named: str | None) -> Path:
    """`--config`, else ./config.toml, else the user's configuration folder. UsageError where there is none."""
    if named:
        return Path(named)
    folder = Path(os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config")
    candidates = (HERE, folder / "inbox-escalator" / "config.toml")
    for candidate in candidates:
        if candidate.exists():
            return candidate
    raise UsageError(
        f"no configuration: neither ./{candidates[0]} nor {candidates[1]} is there; "
        "copy config.example.toml and fill it in, or name yours: inbox-escalator --config FILE …"
    )
