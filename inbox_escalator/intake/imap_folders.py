"""Which folder is which: by special use (RFC 6154), else by the names that mail programs give in seven languages."""

from __future__ import annotations

import imaplib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from inbox_escalator.intake.imap_wire import Client
from inbox_escalator.intake.mailbox import Folders

_SENT = frozenset((
    "sent", "sent items", "sent messages", "sent mail", "sent-mail", "sent objects",
    "gesendet", "gesendete elemente", "gesendete objekte", "gesendete nachrichten", "postausgang gesendet",
    "envoyés", "éléments envoyés", "messages envoyés", "courrier envoyé", "objets envoyés",
    "enviados", "elementos enviados", "mensajes enviados", "correo enviado",
    "verzonden", "verzonden items", "verzonden berichten", "verzonden objecten",
    "enviadas", "itens enviados", "mensagens enviadas", "e-mails enviados", "correio enviado",
    "inviati", "inviata", "posta inviata", "elementi inviati", "messaggi inviati",
))  # fmt: skip
_JUNK = frozenset((
    "junk", "junk e-mail", "junk email", "junk mail", "spam", "bulk mail", "[spam]",
    "unerwünscht", "junk-e-mail", "spamverdacht", "unerwünschte werbung",
    "indésirables", "courrier indésirable", "pourriel", "courriel indésirable",
    "correo no deseado", "no deseado", "correo basura",
    "ongewenst", "ongewenste e-mail", "ongewenste reclame",
    "lixo eletrónico", "lixo eletrônico", "lixo electrónico", "correio publicitário não solicitado",
    "posta indesiderata", "indesiderata",
))  # fmt: skip
_CLOSED = (b"\\noselect", b"\\nonexistent")


@dataclass(frozen=True, slots=True)
class Listed:
    """One line of LIST, attributes in lower case."""

    name: str
    delimiter: str
    attributes: tuple[bytes, ...] = ()

    @property
    def last(self) -> str:
        """The last part of the path, as names are compared."""
        return (self.name.rsplit(self.delimiter, 1)[-1] if self.delimiter else self.name).casefold()


def listing(client: Client) -> list[Listed]:
    """Every folder of the account. imaplib errors and ValueError as they come."""
    listed = [_listed(row) for row in client.list_folders()]
    marked = any(b"\\sent" in folder.attributes for folder in listed)
    if marked or not {b"SPECIAL-USE", b"LIST-EXTENDED"} <= set(client.capabilities()):
        return listed
    # Some servers (Cyrus) tell special uses only when they are asked for (RFC 6154, section 5.2).
    try:
        told, lines = client.wire._simple_command("LIST", '""', '"*"', "RETURN", "(SPECIAL-USE)")
    except imaplib.IMAP4.abort:
        raise
    except imaplib.IMAP4.error:
        return listed
    told, lines = client.wire._untagged_response(told, lines, "LIST")
    return [_listed(row) for row in client._proc_folder_list(lines)] if told == "OK" else listed


def choose(listed: Sequence[Listed], sent: str = "", junk: str = "") -> Folders:
    """Sent and Junk: as configured, else as the server marks them, else by name; '' where there is none."""
    open_ones = [f for f in listed if not any(a in f.attributes for a in _CLOSED)]
    return Folders(
        sent=sent or _special(open_ones, b"\\sent", _SENT),
        junk=junk or _special(open_ones, b"\\junk", _JUNK),
        all=tuple(f.name for f in open_ones),
    )


def path(listed: Sequence[Listed], *parts: str) -> str:
    """Name of a folder of ours on this server, with its delimiter, below INBOX where everything is."""
    delimiter = next((f.delimiter for f in listed if f.delimiter), "/")
    root = f"INBOX{delimiter}"
    others = [f.name for f in listed if f.name.upper() != "INBOX"]
    below = bool(others) and all(name.upper().startswith(root.upper()) for name in others)
    return (root if below else "") + delimiter.join(parts)


def _special(folders: Iterable[Listed], attribute: bytes, names: frozenset[str]) -> str:
    marked = [f.name for f in folders if attribute in f.attributes]
    named = [f.name for f in folders if f.last in names and f.name.upper() != "INBOX"]
    return next(iter((*marked, *sorted(named, key=len))), "")


def _listed(row: tuple[Sequence[bytes], bytes | None, str]) -> Listed:
    attributes, delimiter, name = row
    return Listed(str(name), (delimiter or b"").decode("ascii", "replace"), tuple(bytes(a).lower() for a in attributes))
