"""What a template may know: each variable is one function, called only where the template names it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from inbox_escalator.writing import for_customers, for_staff
from inbox_escalator.writing.clean import clean
from inbox_escalator.writing.facts import Facts
from inbox_escalator.writing.known import Row, View
from inbox_escalator.writing.templates import CUSTOMER_MAILS

Variable = Callable[[Facts], str] | Callable[[Facts], list[Row]]

CUSTOMER: Mapping[str, Variable] = {f.__name__: f for f in for_customers.VARIABLES}
"""For mails to customers: none of them is internal."""

THREAD_SUBJECT = "thread_subject"
"""For staff: subject of the first mail of the thread. The composer gives it, for it comes out of a template itself."""

STAFF: Mapping[str, Variable] = {f.__name__: f for f in for_staff.VARIABLES}


def variables(name: str) -> Mapping[str, Variable]:
    """The variables of that mail."""
    return CUSTOMER if name in CUSTOMER_MAILS else STAFF


def known(name: str) -> frozenset[str]:
    """All names that a template of that mail may use."""
    names = frozenset(variables(name))
    return names if name in CUSTOMER_MAILS else names | {THREAD_SUBJECT}


def view(name: str, needs: Iterable[str], facts: Facts) -> View:
    """The values of the variables needed, cleaned: strings, and lists of rows of strings, nothing else."""
    known_here = variables(name)
    return {need: _cleaned(known_here[need](facts)) for need in needs if need in known_here}


def _cleaned(value: str | list[Row]) -> str | list[Row]:
    if isinstance(value, str):
        return clean(value)
    return [{key: clean(words) for key, words in row.items()} for row in value]
