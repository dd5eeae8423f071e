"""What people write, and which words of staff answer which mail."""

from __future__ import annotations

import random
import re

from inbox_escalator.intake.tree import tree
from inbox_escalator.writing.outbound import OutboundMail

SUBJECTS = ("Broken", "Order", "Invoice", "A question", "Hello", "Delivery", "Account", "Login")

PLAIN = (
    "Where is my order? It should have come last week.",
    "The lamp flickers since yesterday. What can I do?",
    "Can I change the address of my delivery?",
    "Please send me the invoice once more.",
    "How do I reset the clock of the oven?",
    "Der Drucker druckt nur noch schwarz. Was kann ich tun?",
)
GRAVE = (
    "I want to speak to your manager now.",
    "My lawyer will take legal action against you.",
    "Your database has been hacked, and our passwords were leaked.",
    "We lost 4,000 USD because of your mistake.",
    "I will post a bad review on Trustpilot about this.",
    "This is outrageous! I am furious, you idiots. Nobody answers me.",
)
FIRST = PLAIN * 2 + GRAVE

FURTHER = (
    "Any news on this?", "It still does not work.", "I am still waiting, and I am getting angry.",
    "My lawyer will take legal action against you.", "I want to speak to your manager.", "Thank you very much!",
    "Thanks, it works now.", "I forgot to say: it is the blue one.",
)  # fmt: skip

SAME_ISSUE = (
    "The pickup locker at Mill Lane does not open with the code you sent me.",
    "The parcel locker in Mill Lane rejects my code every time.",
    "Pickup code is not accepted by the locker at Mill Lane, what now?",
    "I get no parcel, the Mill Lane locker says my code is wrong",
)

SENT = ("It comes today, I have just asked.", "Please switch it off and on again.", "We are looking into it.")

OUT_OF_OFFICE = "I am out of the office until next week."

CUSTOMER_ANSWERS: dict[str, tuple[str, ...]] = {
    "acknowledgement": (OUT_OF_OFFICE, "Thanks."),
    "handoff": ("Thanks.", "Please hurry.", OUT_OF_OFFICE),
    "handoff_neutral": ("Please hurry.", OUT_OF_OFFICE),
    "introduction": ("Thank you!",),
    "message": ("Thank you very much!", "That does not help at all.", "And when does it come?", "Perfect, solved."),
    "decision": ("Thank you!", "I do not accept that. I want to speak to your manager."),
    "update": ("Again? I am furious.", "Fine."),
    "progress": ("Thanks.", "Please hurry."),
    "waiting": ("It still does not work.", "Solved, thanks.", OUT_OF_OFFICE),
    "resolved": ("Thank you!", "No, it is broken again.", "It is not solved at all!"),
    "followup": ("5", "1", "2 - still broken", "no", "yes, 4", "Thanks!"),
}

FRONT_LINE = ("ok", "done", "up: needs somebody else", "note: I phoned them", "say: It comes tomorrow morning.", "wait")

VERDICTS = (("approve",), ("approve", "undo"), ("deny",), ("deny: not for a scratch",), ("ok", "approve"), ("ok",))
"""What whoever has the authority says to a request."""

CALLS = frozenset({"escalation", "customer_wrote", "came_back", "brief"})
AGAIN = frozenset({"reminder", "missed", "action_due", "undelivered", "one_more", "call_now", "decided", "took_over"})

SETTLES = (
    "say: It was sent to you this morning, number 11.",
    "done: It is mended, and you get your money back.",
    "done",
    "ask: Which colour is it, the blue or the red one?",
    "decide: You get a new one, at no cost to you.",
    "told: that it comes on Friday",
    "done refund 900 USD",
    "wait",
)
ORDERS = (
    ("ok",), ("ok", "SETTLE"), ("ok", "SETTLE"), ("ok", "SETTLE"), ("SETTLE",), ("SETTLE",), ("SETTLE", "ok"),
    ("ok", "later 2h"), ("later fri 9:00",), ("up: too big for me",), ("up",), ("back: you can do that", ),
    ("pass ben",), ("pass anna",), ("pass olivia",), ("note: they are a good customer",), ("mood angry",),
    ("mood calm", "SETTLE"), ("called",), ("next: phone them again by friday", "done"), ("false",),
    ("false: only a way of speaking",), ("ignore",), ("breach", "SETTLE"), ("hold", "ok"), ("hold off",),
    ("done refund 200 USD",), ("done refund 900 USD",), ("done refund 900 USD",), ("done refund 3000 USD",), ("approve",), ("all: The locker is open again.",),
    ("merge CASE-1001",), ("merge CASE-1004",), ("split",), ("vip add c5@customer.example",), ("files",), ("delegate",),
    ("away until friday",), ("here",), ("list",), ("status",), ("why",), ("help",), ("send",), ("drop",), ("reopen",),
    ("yes",), ("undo",), ("reslove",), ("I will look at this after lunch, please leave it to me.",),
    ("ok", "done", "reopen"), ("say: Internal: do not tell the customer anything",),
)  # fmt: skip

_CODE = re.compile(r"(?<!\d)\d{6}(?!\d)")


def pick(lot: random.Random, sent: OutboundMail) -> tuple[str, ...]:
    """What this contact answers to that mail, one line after the other; nothing, where it is left unanswered."""
    if sent.template == "receipt":
        return _after_receipt(lot, sent)
    if sent.template == "code":
        found = _CODE.search(text_of(sent))
        return (found[0],) if found and lot.random() < 0.8 else ()
    if sent.template in ("escalation", "reminder") and ">Approve<" in sent.raw and lot.random() < 0.8:
        return lot.choice(VERDICTS)
    if sent.template in CALLS:
        likely = 0.7
    elif sent.template in AGAIN:
        likely = 0.45
    else:
        likely = 0.05
    if lot.random() >= likely:
        return ()
    return tuple(lot.choice(SETTLES) if one == "SETTLE" else one for one in lot.choice(ORDERS))


def _after_receipt(lot: random.Random, sent: OutboundMail) -> tuple[str, ...]:
    said = text_of(sent)
    if "Answer yes" in said:
        return ("yes", "undo") if lot.random() < 0.3 else ("yes",)
    return ("undo",) if lot.random() < 0.06 else ()


def text_of(sent: OutboundMail) -> str:
    body = next(part for part in tree(sent.raw.encode()).walk() if part.get_content_type() == "text/plain")
    return bytes(body.get_payload(decode=True)).decode(body.get_content_charset("ascii"))
