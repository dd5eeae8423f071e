"""What staff may say in their own language: for each command the short words of it that are common.

Left out is whatever is an ordinary first line (`danke`, `d'accord`, `vale`, `listo`, `prima`), what a vacation program
writes (`abwesend`, `absent`), and every heading that people put before a text (`Frage:`, `Vraag:`): a word that sends
something to the customer must be one that nobody writes by accident. Words are written with their accents; those
without are known, too.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

ABROAD: dict[str, dict[str, tuple[str, ...]]] = {
    "de": {
        "ok": ("übernehme", "übernehme ich", "ich übernehme", "mach ich"),
        "done": ("erledigt", "gelöst", "behoben", "fertig"),
        "up": ("hoch", "eskalieren"),
        "later": ("später",),
        "wait": ("warten",),
        "say": ("sagen",),
        "decide": ("entscheiden",),
        "note": ("notiz",),
        "called": ("angerufen",),
        "approve": ("genehmigt",),
        "deny": ("abgelehnt",),
        "false": ("fehlalarm",),
        "ignore": ("ignorieren",),
        "list": ("liste",),
        "why": ("warum",),
        "help": ("hilfe",),
        "undo": ("rückgängig",),
    },
    "fr": {
        "ok": ("je prends", "je m'en occupe", "je m'en charge"),
        "done": ("fait", "résolu", "réglé", "terminé"),
        "up": ("escalader",),
        "later": ("plus tard",),
        "wait": ("attendre", "en attente"),
        "say": ("dire",),
        "ask": ("demander",),
        "decide": ("décider",),
        "called": ("appelé",),
        "approve": ("approuvé",),
        "deny": ("refusé",),
        "false": ("fausse alerte",),
        "ignore": ("ignorer",),
        "reopen": ("rouvrir",),
        "status": ("statut",),
        "list": ("liste",),
        "why": ("pourquoi",),
        "help": ("aide",),
        "undo": ("annuler",),
    },
    "es": {
        "ok": ("lo tomo", "me encargo", "yo me encargo"),
        "done": ("hecho", "resuelto", "solucionado"),
        "up": ("escalar",),
        "later": ("más tarde",),
        "wait": ("esperar", "en espera"),
        "say": ("decir",),
        "ask": ("preguntar",),
        "decide": ("decidir",),
        "note": ("nota",),
        "called": ("llamado",),
        "approve": ("aprobado",),
        "deny": ("rechazado",),
        "false": ("falsa alarma",),
        "ignore": ("ignorar",),
        "reopen": ("reabrir",),
        "status": ("estado",),
        "list": ("lista",),
        "why": ("por qué",),
        "help": ("ayuda",),
        "undo": ("deshacer",),
    },
    "nl": {
        "ok": ("ik pak het op", "pak ik op", "neem ik"),
        "done": ("klaar", "opgelost", "gedaan", "afgehandeld"),
        "up": ("omhoog", "escaleren"),
        "wait": ("wachten",),
        "say": ("zeg",),
        "decide": ("beslis",),
        "note": ("notitie",),
        "called": ("gebeld",),
        "approve": ("goedgekeurd",),
        "deny": ("afgewezen",),
        "false": ("vals alarm",),
        "ignore": ("negeren",),
        "reopen": ("heropenen",),
        "list": ("lijst",),
        "why": ("waarom",),
        "help": ("hulp",),
        "undo": ("ongedaan maken",),
    },
    "pt": {
        "ok": ("assumo", "eu assumo", "fico com este"),
        "done": ("feito", "resolvido", "concluído"),
        "up": ("escalar",),
        "later": ("mais tarde",),
        "wait": ("aguardar", "esperar"),
        "say": ("dizer",),
        "ask": ("perguntar",),
        "decide": ("decidir",),
        "note": ("nota",),
        "called": ("liguei",),
        "approve": ("aprovado",),
        "deny": ("recusado",),
        "false": ("falso alarme", "alarme falso"),
        "ignore": ("ignorar",),
        "reopen": ("reabrir",),
        "status": ("estado",),
        "list": ("lista",),
        "why": ("por quê",),
        "help": ("ajuda",),
        "undo": ("desfazer",),
    },
    "it": {
        "ok": ("prendo io", "lo prendo io", "ci penso io"),
        "done": ("fatto", "risolto", "sistemato"),
        "up": ("scalare",),
        "later": ("più tardi",),
        "wait": ("attendere", "in attesa"),
        "say": ("dire",),
        "ask": ("chiedere",),
        "decide": ("decidere",),
        "note": ("nota",),
        "called": ("chiamato",),
        "approve": ("approvato",),
        "deny": ("rifiutato",),
        "false": ("falso allarme",),
        "ignore": ("ignorare",),
        "reopen": ("riaprire",),
        "status": ("stato",),
        "list": ("lista",),
        "why": ("perché",),
        "help": ("aiuto",),
        "undo": ("annullare",),
    },
}
"""Language → command → its words. English stands in verbs.py."""

_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue"})


def words_abroad(verb: str) -> Iterator[str]:
    """The words of every language for that command, each also as keyboards without its letters write it."""
    for table in ABROAD.values():
        for word in table.get(verb, ()):
            yield word
            if not word.isascii():
                yield bare(word)
                yield word.translate(_UMLAUTS)


def bare(word: str) -> str:
    """`réglé` → `regle`."""
    return "".join(c for c in unicodedata.normalize("NFD", word) if not unicodedata.combining(c))
