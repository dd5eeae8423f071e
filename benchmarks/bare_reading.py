"""What reading costs at least: imapclient fetches in batches of 100, mail-parser gives subject, From and text.

python -m benchmarks.bare_reading IMAP_PORT USER [--fetch-only]
"""

from __future__ import annotations

import socket
import sys

import imapclient


def main(port: int, user: str, *, parse: bool) -> int:
    client = imapclient.IMAPClient("127.0.0.1", port=port, ssl=False)
    client.socket().setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    client.login(user, "secret")
    client.select_folder("INBOX", readonly=True)
    uids = client.search("ALL")
    letters = 0
    for start in range(0, len(uids), 100):
        for found in client.fetch(uids[start : start + 100], ["BODY.PEEK[]"]).values():
            letters += _read(found[b"BODY[]"]) if parse else len(found[b"BODY[]"])
    client.logout()
    return letters


def _read(raw: bytes) -> int:
    import mailparser

    mail = mailparser.parse_from_bytes(raw)
    return len(mail.subject) + len(mail.from_) + len("".join(mail.text_plain))


if __name__ == "__main__":
    print(main(int(sys.argv[1]), sys.argv[2], parse="--fetch-only" not in sys.argv))
