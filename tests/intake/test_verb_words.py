"""Commands in seven languages: every word is known, none is an ordinary first line, and the document says the same."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

import pytest

from inbox_escalator.intake.command import read_command
from inbox_escalator.intake.inbound import read_mail
from inbox_escalator.intake.said import Command, FreeText, Unclear
from inbox_escalator.intake.verb_words import ABROAD, bare, words_abroad
from inbox_escalator.intake.verbs import BY_WORD, VERBS, Argument, Free, Verb, _slips

DOCUMENT = Path(__file__).parents[2] / "docs" / "answers.md"
SHARED = Path(__file__).parents[3] / "shared"
BY_NAME = {verb.name: verb for verb in VERBS}
ROWS = [(language, name, word) for language, table in ABROAD.items() for name, words in table.items() for word in words]
TWINS = {frozenset({"fait", "wait"})}
"""One letter apart and two commands; nobody's finger slips from w to f."""


def line(verb: Verb, word: str) -> str:
    """The word as it is used."""
    if verb.argument is Argument.TIME:
        return f"{word} 2h"
    return word if verb.bare else f"{word}: Alles gut."


@pytest.mark.parametrize(("language", "name", "word"), ROWS)
def test_every_word_is_known(language: str, name: str, word: str) -> None:
    verb = BY_NAME[name]
    typed = (word, word.upper(), word.capitalize(), bare(word), unicodedata.normalize("NFD", word))
    for way in (*typed, word.replace("'", "\u2019")):
        said = read_command(line(verb, way) + ".")
        assert isinstance(said, Command), way
        assert said.verb == name


def test_an_umlaut_may_be_two_letters() -> None:
    assert {"uebernehme", "ubernehme", "übernehme"} <= set(words_abroad("ok"))


def test_a_word_means_one_thing() -> None:
    meanings: dict[str, set[str]] = {}
    for verb in VERBS:
        for word in (*verb.words, *words_abroad(verb.name)):
            meanings.setdefault(word, set()).add(verb.name)
    assert not {word: names for word, names in meanings.items() if len(names) > 1}
    assert all(name in BY_NAME for table in ABROAD.values() for name in table)
    assert all(word == word.lower() and len(word) > 2 for _, _, word in ROWS)


def test_no_slip_turns_a_command_into_another() -> None:
    abroad = {word for verb in VERBS for word in words_abroad(verb.name)}
    for one in abroad:
        for other, verb in BY_WORD.items():
            if verb is not BY_WORD[one] and frozenset({one, other}) not in TWINS:
                assert _slips(one, other) > 1, f"{one}, {other}"


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("erledgit", "erledigt"),
        ("Übernehm", "übernehme"),
        ("resulto", "resuelto"),
        ("fata", "fatto"),
        ("opgelos", "opgelost"),
        ("sagn: Hallo", "sagen: TEXT"),
        ("spater", "spater TIME"),
        ("reslove", "done"),
    ],
)
def test_near_misses_are_answered_in_their_language(said: str, meant: str) -> None:
    found = read_command(said)
    assert isinstance(found, Unclear)
    if said != "fata":
        assert found.meant == meant


ORDINARY = """
danke / vielen dank / ja / nein / gern / gerne / verstanden / alles klar / klar / gut / super / prima / passt / bitte / hallo
moin / genau / stimmt / abwesend / im urlaub / zurück / bis morgen / melde mich / schaue ich mir an / kein problem / wie besprochen
merci / merci beaucoup / oui / non / d'accord / parfait / bien reçu / bonjour / salut / entendu / volontiers / absent / en congés
gracias / muchas gracias / sí / si / no / vale / listo / perfecto / claro / de acuerdo / hola / entendido / recibido / buenas / ausente
bedankt / dank je / dank u / ja hoor / nee / prima / goed / oké / akkoord / begrepen / hoi / afwezig / terug / top / graag
obrigado / obrigada / sim / não / certo / perfeito / combinado / entendi / recebido / olá / oi / ausente / valeu
grazie / grazie mille / sì / va bene / perfetto / certo / ricevuto / d'accordo / ciao / salve / assente / bene
thanks / thank you / yes please / no / sure / great / perfect / fine / hello / hi / noted / agreed / will do / on it
Erledigt sich das noch heute? / Fertig werden wir damit nie / Fait divers en pièce jointe / Hecho en Alemania / Fatto bene, grazie
Klaar voor vandaag, tot morgen / Feito isso, falamos / Warten wir noch ab / Hilfe ist unterwegs / Liste der Artikel im Anhang
Frage: ist das unser Kunde? / Vraag: is dit van ons? / Frage / Rückfrage: haben wir das? / Question : c'est à nous ? / Pregunta: ¿es nuestro?
Domanda: è nostro? / Pergunta: é nosso? / Entscheidung: offen / Antwort: kommt noch / Réponse : demain / Gesagt: nichts
"""


@pytest.mark.parametrize("said", [one.strip() for row in ORDINARY.strip().splitlines() for one in row.split(" / ")])
def test_what_people_write_every_day_is_no_command(said: str) -> None:
    for words in (said, said.capitalize(), f"{said}.", f"{said}\n\nAnna"):
        found = read_command(words)
        assert not isinstance(found, Command), words
    assert isinstance(found, FreeText | Unclear)


@pytest.mark.parametrize("said", ["hello", "Hallo", "danke", "merci", "gracias", "obrigado", "grazie", "bedankt"])
def test_a_greeting_or_a_thank_you_is_near_to_nothing(said: str) -> None:
    assert read_command(said) == Unclear(said)


@pytest.mark.shared
def test_no_first_line_of_other_peoples_mail_is_a_word_by_accident() -> None:
    if not (SHARED / "corpora").is_dir():
        pytest.skip("../shared is not here")
    english = {word for verb in VERBS for word in verb.words}
    files = sorted((SHARED / "corpora").rglob("*.eml"))
    heads = [read_command(read_mail(file.read_bytes()).new_words) for file in files]
    hits = [said.said for said in heads if isinstance(said, Command)]
    assert len(files) > 1000
    assert not [said for said in hits if said.partition(":")[0].strip(" .").lower() not in english]


def test_the_document_lists_every_word() -> None:
    text = DOCUMENT.read_text("utf-8")
    english, _, abroad = text.partition("## In other languages")
    for verb in VERBS:
        row = re.search(rf"^\| [^|]*`{re.escape(verb.words[0])}`.*$", english, re.MULTILINE)
        assert row, f"{verb.name} has no row"
        assert all(f"`{word}`" in row[0] for word in verb.words)
        first = row[0].split("|")[1]
        assert ("→" in first) == verb.customer, f"{verb.name}: → marks what reaches the customer"
        assert ("| yes |" in row[0]) == verb.takes
        if verb.free is Free.MUST:
            assert re.search(rf"`{verb.words[0]}: (?:TEXT|REASON)", row[0])
    assert _table(abroad) == {
        (name, tuple(ABROAD[language].get(name, ()) for language in ABROAD))
        for name in BY_NAME
        if any(name in table for table in ABROAD.values())
    }


def _table(text: str) -> set[tuple[str, tuple[tuple[str, ...], ...]]]:
    rows = [re.split(r"\s*\|\s*", row.strip("| ")) for row in re.findall(r"^\| `.*$", text, re.MULTILINE)]
    columns = len(ABROAD) + 1
    padded = [[*row, *[""] * (columns - len(row))] for row in rows]
    return {(row[0].strip("`"), tuple(tuple(re.findall(r"`([^`]+)`", cell)) for cell in row[1:])) for row in padded}
