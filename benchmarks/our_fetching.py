"""Our own way of fetching a folder, with sizes first and everything bounded, and nothing done with what comes.

python -m benchmarks.our_fetching IMAP_PORT USER
"""

from __future__ import annotations

import sys

from inbox_escalator.intake.imap import ImapMailbox
from inbox_escalator.intake.imap_settings import ImapSettings


def main(port: int, user: str) -> int:
    mailbox = ImapMailbox(ImapSettings("127.0.0.1", user, password=lambda: "secret", port=port, tls="none"))
    mailbox.select("INBOX")
    letters = sum(len(copy.raw) for copy in mailbox.fetch(mailbox.uids_after(0), 25 << 20))
    mailbox.close()
    return letters


if __name__ == "__main__":
    print(main(int(sys.argv[1]), sys.argv[2]))
