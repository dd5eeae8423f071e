"""Which folder is Sent and which is Junk, on servers that mark them and on servers that do not."""

from __future__ import annotations

import pytest

from inbox_escalator.intake.imap_folders import Listed, choose, path


def listed(*names: str, delimiter: str = "/") -> list[Listed]:
    return [Listed(name, delimiter) for name in names]


def test_the_servers_own_mark_wins_over_any_name() -> None:
    folders = choose([*listed("INBOX", "Sent", "Spam"), Listed("Out", "/", (b"\\sent",)), Listed("Bin", "/", (b"\\junk",))])
    assert (folders.sent, folders.junk) == ("Out", "Bin")
    assert folders.all == ("INBOX", "Sent", "Spam", "Out", "Bin")


def test_what_the_owner_names_wins_over_all() -> None:
    folders = choose([Listed("Sent", "/", (b"\\sent",))], sent="Answers", junk="Rubbish")
    assert (folders.sent, folders.junk) == ("Answers", "Rubbish")


@pytest.mark.parametrize(
    ("sent", "junk"),
    [
        ("Sent Items", "Junk E-mail"),
        ("Gesendete Elemente", "Unerwünscht"),
        ("Éléments envoyés", "Courrier indésirable"),
        ("Elementos enviados", "Correo no deseado"),
        ("Verzonden items", "Ongewenste e-mail"),
        ("Itens enviados", "Lixo eletrônico"),
        ("Posta inviata", "Posta indesiderata"),
        ("SENT", "SPAM"),
    ],
)
@pytest.mark.parametrize("prefix", ["", "INBOX.", "[Gmail]/"])
def test_names_in_seven_languages(sent: str, junk: str, prefix: str) -> None:
    delimiter = prefix[-1:] or "/"
    folders = choose(listed("INBOX", "Projects", prefix + sent, prefix + junk, "Archive", delimiter=delimiter))
    assert (folders.sent, folders.junk) == (prefix + sent, prefix + junk)


def test_the_shortest_path_of_several_and_none_of_none() -> None:
    assert choose(listed("Old/2019/Sent", "Sent")).sent == "Sent"
    assert choose(listed("INBOX", "Presents", "Sentinel")).sent == ""


def test_folders_that_cannot_be_opened_are_none() -> None:
    folders = choose([Listed("Sent", "/", (b"\\noselect",)), Listed("Gone", "/", (b"\\nonexistent",)), Listed("INBOX", "/")])
    assert folders.all == ("INBOX",)
    assert folders.sent == ""


def test_our_own_folders_stand_where_the_server_has_its_folders() -> None:
    assert path(listed("INBOX", "Sent"), "Escalator", "Own") == "Escalator/Own"
    assert path(listed("INBOX", "INBOX.Sent", "INBOX.Junk", delimiter="."), "Escalator", "Own") == "INBOX.Escalator.Own"
    assert path(listed("INBOX", delimiter="."), "Escalator", "Own") == "Escalator.Own"
    assert path([], "Escalator", "Own") == "Escalator/Own"
