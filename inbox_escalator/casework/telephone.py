"""From one level to the next above the front line a mail is not enough: whoever had the case calls, too."""

from __future__ import annotations

from inbox_escalator.casework.draft import Draft


def ask_for_call(draft: Draft, who: str, source: str, called: tuple[str, ...]) -> str:
    """Asks `who` had the case on `source` to call whoever was called by mail. Returns whom it asked, '' for nobody:
    the front line is not asked, nor where there is no number to call."""
    policy = draft.policy
    caller = policy.contact(who)
    callee = next((c for id_ in called if (c := policy.contact(id_)) is not None and c.phone), None)
    if caller is None or callee is None or who in called or policy.rank(source) == 0:
        return ""
    draft.event("asked to call", "system", f"{callee.name}, {callee.phone}", source=source, target=who)
    draft.tell("call_now", who, text=callee.name)
    return who
