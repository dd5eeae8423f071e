"""From a host name to a connection that is logged in, or one line that says why not."""

from __future__ import annotations

import imaplib

from inbox_escalator.intake import imap_errors
from inbox_escalator.intake.imap_login import log_in
from inbox_escalator.intake.imap_settings import ImapSettings
from inbox_escalator.intake.imap_wire import Client, context_of
from inbox_escalator.intake.mailbox import MailboxError

GOODBYE_SECONDS = 1.0

ODD = (ValueError, TypeError, LookupError, AttributeError, RecursionError, AssertionError)
"""What imapclient raises, besides imaplib's own errors, on an answer that breaks the grammar."""


def connect(settings: ImapSettings) -> Client:
    """Connects, secures and logs in. MailboxError of one line; LoginRefused where user or password are not taken."""
    try:
        context = context_of(settings)
    except OSError as error:
        raise MailboxError(imap_errors.no_trust(settings, error)) from error
    try:
        client = Client(settings, context)
    except (OSError, imaplib.IMAP4.error, *ODD) as error:
        raise MailboxError(imap_errors.not_connected(settings, error)) from error
    try:
        log_in(client, settings)
        client._cached_capabilities = None  # those of before the log-in are others
        client.capabilities()
    except MailboxError:
        client.wire.leave(GOODBYE_SECONDS)
        raise
    except (OSError, imaplib.IMAP4.error, *ODD) as error:
        client.wire.drop()
        raise MailboxError(imap_errors.broke(settings, error, "logging in")) from error
    return client
