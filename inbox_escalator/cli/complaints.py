"""Which error is whose, and its exit code."""

from __future__ import annotations

import errno

from inbox_escalator.cli.commands import UsageError
from inbox_escalator.cli.exits import Exit
from inbox_escalator.config.problem import ConfigError
from inbox_escalator.intake.mailbox import MailboxError
from inbox_escalator.store.store import StoreError

_DISK = frozenset({errno.ENOSPC, errno.EROFS, errno.EDQUOT, errno.EIO})


def code_of(error: Exception) -> Exit | None:
    """None: nobody's mistake but ours."""
    match error:
        case UsageError() | ConfigError():
            return Exit.USAGE
        case StoreError():
            return Exit.STORE
        case MailboxError():
            return Exit.UNREACHABLE
        case OSError() if error.errno in _DISK:
            return Exit.STORE
        case FileNotFoundError() | PermissionError() | IsADirectoryError() | NotADirectoryError():
            return Exit.USAGE
    return None
