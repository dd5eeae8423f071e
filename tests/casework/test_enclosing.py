"""Which files go along with a mail, and what is said of the others."""

from __future__ import annotations

import pytest

from inbox_escalator.casework.enclosing import MOST, choose, enclosed, going_along, with_files
from inbox_escalator.intake.mail import Attachment, InboundMail
from inbox_escalator.intake.said import Command

SAY = Command("say", text="See the contract.")


def pdf(name: str, size: int = 1000) -> Attachment:
    return Attachment(name, "application/pdf", size, name)


def test_what_is_over_the_room_is_named_and_what_is_behind_it_still_fits() -> None:
    files = (pdf("a.pdf", MOST - 10), pdf("b.pdf", 11), pdf("c.pdf", 10))
    chosen = choose(files)
    assert chosen.files == (files[0], files[2])
    assert chosen.left == ("b.pdf (over 20 MB with the others)",)


@pytest.mark.parametrize("name", ["setup.exe", "SETUP.EXE", "invoice.pdf.js", "run.sh", "a.ps1", "tool.jar", "a.exe "])
def test_programs_and_scripts_are_named_and_not_sent(name: str) -> None:
    assert choose([pdf(name)]).files == ()


def test_a_program_by_its_type_is_not_sent_whatever_its_name() -> None:
    file = Attachment("invoice.pdf", "application/x-msdownload", 10)
    assert choose([file]).left == ("invoice.pdf (a program or script)",)


def test_the_pictures_and_seals_of_a_signature_stay_behind() -> None:
    logo = Attachment("logo.png", "image/png", 90_000, "1", inline=True)
    small = Attachment("icon.gif", "image/gif", 900, "2")
    seal = Attachment("smime.p7s", "application/pkcs7-signature", 4000, "3")
    photo = Attachment("photo.jpg", "image/jpeg", 900_000, "4")
    mail = InboundMail("key", message_id="<7@acme.example>", attachments=(logo, small, seal, photo, pdf("a.pdf")))
    said = with_files(SAY, mail)
    found = enclosed(said, "anna")
    assert found is not None
    assert [file.name for file in found.files] == ["photo.jpg", "a.pdf"]
    assert (found.messages, found.by) == (("<7@acme.example>",), "anna")
    assert going_along(said) == " With it goes photo.jpg, a.pdf."


def test_without_files_nothing_is_said() -> None:
    said = with_files(SAY, InboundMail("key", message_id="<7@acme.example>"))
    assert enclosed(said, "anna") is None
    assert going_along(said) == ""


def test_a_mail_that_cannot_be_found_again_is_said_to_be_left_behind() -> None:
    said = with_files(SAY, InboundMail("key", attachments=(pdf("a.pdf"),)))
    assert enclosed(said, "anna") is None
    assert "Not passed on" in going_along(said)
