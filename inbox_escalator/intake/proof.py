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
    among them is a fail; a pass must stand in the topmost, for a forged one can only stand below the server's own.
    """
    if not authserv_id and not microsoft:
        return Dmarc.NONE
    said = [_dmarc(line, authserv_id, microsoft, mail.sender.domain) for line in _ours(mail, authserv_id)]
    verdicts = [v for v in said if v is not None]
    if Dmarc.FAIL in verdicts:
        return Dmarc.FAIL
    return verdicts[0] if verdicts else Dmarc.NONE


def _ours(mail: InboundMail, authserv_id: str) -> list[str]:
    """The `Authentication-Results` above the first foreign `Received`, top first."""
    found: list[str] = []
    for name, line in mail.headers:
        if name == "received" and _foreign(line, authserv_id):
            break
        if name == "authentication-results":
            found.append(line[:_LONGEST])
    return found


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


def _dmarc(line: str, authserv_id: str, microsoft: bool, domain: str) -> Dmarc | None:
    """What one header says of DMARC for `domain`; None where it is not of our server or says nothing of DMARC."""
    first, *rest = _plain(line).lower().split(";")
    named = first.split()[:1]
    if "=" in first:
        if not microsoft:
            return None
        rest.insert(0, first)
    elif not authserv_id or not named or named[0].strip('"') != authserv_id.lower():
        return None
    said = [_result(words, domain) for words in rest if words.strip().startswith("dmarc")]
    if Dmarc.FAIL in said:
        return Dmarc.FAIL
    return said[0] if said else None


def _result(words: str, domain: str) -> Dmarc:
    """`dmarc=pass … header.from=acme.example`. A pass for another domain than the sender's is none."""
    closed = "=".join(part.strip() for part in words.split("="))
    properties = dict(word.partition("=")[::2] for word in closed.split())
    found = properties.get("dmarc", "")
    about = properties.get("header.from", domain).rpartition("@")[2].strip('"')
    if found == "fail":
        return Dmarc.FAIL
    if found == "pass" and domain and (domain == about or domain.endswith(f".{about}")):
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
