"""The DMARC verdict of our own mail server, out of `Authentication-Results` (RFC 8601). Nobody else's word counts."""

from __future__ import annotations

from itertools import pairwise

from inbox_escalator.intake.mail import InboundMail
from inbox_escalator.intake.sender import Dmarc

_LONGEST = 8192
_SECOND_LEVEL = frozenset({"ac", "co", "com", "edu", "gob", "gov", "net", "ne", "nom", "or", "org"})


def verdict(mail: InboundMail, authserv_id: str, *, microsoft: bool = False) -> Dmarc:
    """DMARC of `mail` as the server `authserv_id` judged it, or `microsoft` servers that give no id.

    Only lines above the first foreign `Received` count, for everything below was written by others. A fail anywhere
    among them is a fail. A pass must stand in our server's topmost lines, side by side: one that is divided from them
    by a `Received` came with the mail, where the server does not take forged lines out (RFC 8601, section 5).
    """
    if not authserv_id and not microsoft:
        return Dmarc.NONE
    blocks = [
        [_result(words, mail.sender.domain) for words in entries if words.strip().startswith("dmarc")]
        for entries in _ours(mail, authserv_id, microsoft)
    ]
    if any(Dmarc.FAIL in block for block in blocks):
        return Dmarc.FAIL
    top = blocks[0] if blocks else []
    return Dmarc.PASS if top and set(top) == {Dmarc.PASS} else Dmarc.NONE


def _ours(mail: InboundMail, authserv_id: str, microsoft: bool) -> list[list[str]]:
    """What our server says above the first foreign `Received`, top first: one list for all lines that stand between
    two `Received`."""
    blocks: list[list[str]] = []
    apart = True
    for name, line in mail.headers:
        if name == "received":
            apart = True
            if _foreign(line, authserv_id):
                break
        elif name == "authentication-results":
            entries = _entries(line[:_LONGEST], authserv_id, microsoft)
            if entries is not None and apart:
                blocks.append(entries)
                apart = False
            elif entries is not None:
                blocks[-1].extend(entries)
    return blocks


def _foreign(received: str, authserv_id: str) -> bool:
    """Written by a host outside the server's domain. Hosts without a full name are hops inside."""
    words = _plain(received[:_LONGEST]).lower().split()
    host = next((after for word, after in pairwise(words) if word == "by"), "").strip(";,[]")
    if "." not in host or host.replace(".", "").isdigit():
        return False
    return not any(host == home or host.endswith(f".{home}") for home in _homes(authserv_id))


def _homes(authserv_id: str) -> tuple[str, ...]:
    """The server itself and the domain it stands in; Microsoft's own where no server is named."""
    server = authserv_id.lower()
    if not server:
        return ("outlook.com", "office365.com", "exchangelabs.com")
    parent = server.partition(".")[2]
    public = parent.count(".") == 0 or (parent.count(".") == 1 and parent.partition(".")[0] in _SECOND_LEVEL)
    return (server,) if public else (server, parent)


def _entries(line: str, authserv_id: str, microsoft: bool) -> list[str] | None:
    """The entries of one header, lower case; None where it is not of our server."""
    first, *rest = _plain(line).lower().split(";")
    named = first.split()[:1]
    if "=" in first:
        return [first, *rest] if microsoft else None
    if not authserv_id or not named or named[0].strip('"') != authserv_id.lower():
        return None
    return rest


def _result(words: str, domain: str) -> Dmarc:
    """`dmarc=pass … header.from=acme.example`. A pass for another domain than the sender's is none."""
    closed = "=".join(part.strip() for part in words.split("="))
    properties = [word.partition("=")[::2] for word in closed.split()]
    found = {value for name, value in properties if name == "dmarc"}
    about = dict(properties).get("header.from", domain).rpartition("@")[2].strip('"')
    if "fail" in found:
        return Dmarc.FAIL
    if found == {"pass"} and domain and (domain == about or domain.endswith(f".{about}")):
        return Dmarc.PASS
    return Dmarc.NONE


def _plain(line: str) -> str:
    """Without comments, which nest and may hold anything (RFC 5322, section 3.2.2); quoted strings made harmless."""
    kept: list[str] = []
    depth, quoted, escaped = 0, False, False
    for sign in line:
        if escaped:
            escaped = False
        elif sign == "\\":
            escaped = True
        elif sign == '"' and not depth:
            quoted = not quoted
        elif quoted:
            kept.append("_" if sign in "; \t=" else sign)
        elif sign == "(":
            depth += 1
            kept.append(" ")
        elif sign == ")":
            depth = max(depth - 1, 0)
        elif not depth:
            kept.append(sign)
    return "".join(kept)
