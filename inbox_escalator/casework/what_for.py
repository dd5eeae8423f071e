"""The clocks of a case in a person's words."""

from __future__ import annotations

from inbox_escalator.casework.case import Alarm

WHAT_FOR = {
    Alarm.REMIND: "reminder",
    Alarm.CALL: "next contact",
    Alarm.CLIMB: "next level",
    Alarm.REPEAT: "all called again",
    Alarm.PROMISE: "promised answer",
    Alarm.RESOLVE: "resolution",
    Alarm.STALE: "asked again",
    Alarm.LATER: "reminder asked for",
    Alarm.WAITING: "customer silent",
    Alarm.UPDATE: "word to the customer",
    Alarm.FOLLOWUP: "asked how it went",
    Alarm.NEXT: "next step due",
    Alarm.BREACH: "regulator",
    Alarm.CLOSE: "closes",
}
"""What a clock of the case is for, as a person says it."""
