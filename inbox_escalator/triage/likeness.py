"""The terms by which reports of one issue are compared: what a mail is about, without the small talk."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from inbox_escalator.triage.language import small_words

MOST_TERMS = 40
_SHORTEST = 3
_SMALL_TALK = frozenset(
    b"""
    account accounts customer customers service support email mail mails message company order orders number
    help need know want like call called time times day days week weeks month months today yesterday tomorrow
    back problem problems issue issues question contact please thank thanks regards kind best sincerely dear
    sir madam team reply answer send sent receive received make made give tell told said ask asked told really
    never ever anyone something anything everything someone thing things going able sure let good well konto
    kunde kunden bestellung nummer hilfe problem frage gruss gruse freundlichen vielen seit heute gestern
    morgen compte client commande numero aide probleme question cordialement aujourd hier cuenta cliente
    pedido ayuda problema pregunta saludos hoy ayer rekening klant bestelling nummer hulp probleem vraag
    vriendelijke groet groeten vandaag gisteren conta ajuda pergunta cumprimentos hoje ontem ordine aiuto
    domanda oggi ieri
    """.split()
)


def terms(words: Iterable[bytes]) -> tuple[str, ...]:
    """Distinct telling words in the order of the mail, their endings taken off, `MOST_TERMS` at most."""
    found = dict.fromkeys(map(_term, words))
    found.pop("", None)
    return tuple(found)[:MOST_TERMS]


@lru_cache(maxsize=20_000)
def _term(word: bytes) -> str:
    """What the word tells, or ''."""
    if len(word) < _SHORTEST or word in small_words() or word in _SMALL_TALK or word.isdigit():
        return ""
    return _stem(word.decode("latin-1"))


def _stem(word: str) -> str:
    """Plain endings only: `printers` and `printer`, `crashed` and `crashes` are the same report."""
    word = word.partition("'")[0]
    for ending in ("ing", "ed", "es", "en", "s", "e"):
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word.removesuffix(ending)
    return word
