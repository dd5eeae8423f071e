"""`[vip]` and `[ignore]`: the lists of the file, and those of the files that it names."""

from __future__ import annotations

from pathlib import Path

from inbox_escalator.config.kinds import address_like, domain_like
from inbox_escalator.config.schema import Values
from inbox_escalator.config.settings import Senders
from inbox_escalator.config.tables.rest import SenderKeys


def senders(values: Values, folder: Path) -> Senders:
    addresses, domains = list(values[SenderKeys.addresses]), list(values[SenderKeys.domains])
    if values[SenderKeys.file]:
        text = (folder / Path(values[SenderKeys.file]).expanduser()).read_text("utf-8-sig", "replace")
        for line in text.splitlines():
            said = line.partition("#")[0].strip().lower()
            if address_like(said):
                addresses.append(said)
            elif domain_like(said.removeprefix("@")):
                domains.append(said.removeprefix("@"))
    return Senders(tuple(dict.fromkeys(addresses)), tuple(dict.fromkeys(domains)))
