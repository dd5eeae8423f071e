"""What nearly every command opens first: the configuration, and the store beside the running worker."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from contextlib import contextmanager

from inbox_escalator.cli.places import find_config
from inbox_escalator.config.load import load
from inbox_escalator.config.settings import Settings
from inbox_escalator.store.store import CaseReader


def settings_of(args: argparse.Namespace) -> Settings:
    """ConfigError, UsageError."""
    return load(find_config(args.config))


@contextmanager
def reader_of(settings: Settings) -> Iterator[CaseReader]:
    """The cases as of the last commit; a desk that never ran has none. StoreError."""
    from inbox_escalator.store.tiny import open_reader

    reader = open_reader(settings.store)
    try:
        yield reader
    finally:
        reader.close()
