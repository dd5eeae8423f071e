"""The whole job at its leanest: a yardstick for what is possible in Python, not a product.

IMAP batches of 100 → standard library parser → triggers → one sqlite commit (WAL, synchronous=FULL) for each message
with its case and its two outgoing mails → both mails over one SMTP connection, each marked as sent by its own commit →
MOVE by batch. No framework, no templates.

    python -m benchmarks.floor IMAP_PORT SMTP_PORT DB USER [MAILS]

It sends two mails for each message; with MAILS so many in all, to stand beside a program that sends fewer.
"""

from __future__ import annotations

import email
import email.message
import email.utils
import hashlib
import re
import smtplib
import sqlite3
import sys
import time

import imapclient

TRIGGERS = re.compile(
    r"lawyer|legal action|sue|manager|supervisor|data breach|hacked|trustpilot|one-star|lost (?:eur|usd|\$)|cost us"
)
TABLES = """
pragma journal_mode=wal; pragma synchronous=full;
create table if not exists seen(mid text primary key, c int);
create table if not exists cases(id integer primary key, who text, subject text, tags text, body text, opened real);
create table if not exists outbox(id integer primary key, rcpt text, raw blob, sent int default 0);
"""


def main(imap: int, smtp: int, path: str, user: str, left: int) -> int:
    db = sqlite3.connect(path, isolation_level=None)
    db.executescript(TABLES)
    client = imapclient.IMAPClient("127.0.0.1", port=imap, ssl=False)
    client.login(user, "secret")
    client.select_folder("INBOX")
    sender = smtplib.SMTP("127.0.0.1", smtp)
    sender.ehlo()
    done = 0
    while uids := client.search("UNDELETED")[:100]:
        for found in client.fetch(uids, ["BODY.PEEK[]"]).values():
            left = take_in(db, found[b"BODY[]"], user, left)
            done += 1
        for number, to, raw in db.execute("select id,rcpt,raw from outbox where sent=0").fetchall():
            sender.sendmail(user, [to], raw)
            db.execute("update outbox set sent=1 where id=?", (number,))
        client.move(uids, "Archive")
    return done


def take_in(db: sqlite3.Connection, raw: bytes, desk: str, left: int) -> int:
    """One message, one commit; returns how many mails may still be sent."""
    mail = email.message_from_bytes(raw)
    text = text_of(mail)
    mid = mail["Message-ID"] or hashlib.sha256(raw).hexdigest()
    tags = ",".join(sorted(set(TRIGGERS.findall(text.casefold()))))
    who = email.utils.parseaddr(str(mail["From"]))[1]
    db.execute("begin immediate")
    if db.execute("insert or ignore into seen values(?,0)", (mid,)).rowcount:
        values = (who, str(mail["Subject"]), tags, text, time.time())
        case = db.execute("insert into cases(who,subject,tags,body,opened) values(?,?,?,?,?)", values).lastrowid
        for to, head in ((who, "We are on it"), ("l1@example.test", "New case"))[: max(left, 0)]:
            left -= 1
            letter = (
                f"From: {desk}\r\nTo: {to}\r\nSubject: [C-{case}] {head}\r\n"
                f"Message-ID: <{case}.{to[0]}@example.test>\r\nAuto-Submitted: auto-generated\r\nIn-Reply-To: {mid}\r\n"
                f"\r\n{'We have received your message. ' * 15}\r\n"
            )
            db.execute("insert into outbox(rcpt,raw) values(?,?)", (to, letter.encode()))
    db.execute("commit")
    return left


def text_of(mail: email.message.Message) -> str:
    for part in mail.walk():
        if part.get_content_maintype() == "text":
            payload = part.get_payload(decode=True)
            return bytes(payload).decode(part.get_content_charset() or "utf-8", "replace")  # type: ignore[arg-type]
    return ""


if __name__ == "__main__":
    words = sys.argv[1:]
    print(main(int(words[0]), int(words[1]), words[2], words[3], int(words[4]) if len(words) > 4 else 1 << 40))
