"""Exit codes; docs/exit-codes.md says the same in more words, and a test holds the two together."""

from __future__ import annotations

from enum import IntEnum


class Exit(IntEnum):
    """What a command tells the shell. Each has a row in docs/exit-codes.md."""

    OK = 0
    FOUND = 1
    """The command did its work, and the answer is no: a check failed, there is no such case."""
    USAGE = 2
    """The command line or the configuration is wrong."""
    STORE = 3
    """The store is held by another worker, damaged, or cannot be read or written."""
    UNREACHABLE = 4
    """The mailbox or the outgoing mail server cannot be used."""
    UNHEALTHY = 5
    """`health`: the worker does not run, or has not done its work for a while."""
    INTERRUPTED = 130
    """Stopped with Ctrl-C."""
    NO_READER = 141
    """Whoever read our output went away (`| head`)."""
