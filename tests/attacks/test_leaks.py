"""What stays inside: tokens of contacts, internal words, passwords, files that others may read."""

from __future__ import annotations

import email
import email.policy
import logging
import re
import stat
from collections.abc import Iterator
from email.utils import parseaddr
from pathlib import Path
from types import SimpleNamespace

import pytest

from inbox_escalator.cli import main, speaking
from inbox_escalator.identity import CUSTOMER, DESK
from inbox_escalator.intake.desk import matches
from inbox_escalator.reporting.status import Status, write_status
from tests.attacks.ground import ANNA, JANE, LAWYER, MANAGER, Ground
from tests.cli.conftest import CONFIG
from tests.stories.teller import Teller
from tests.world import DESK as DESK_ADDRESS
from tests.world import MONDAY, World

STORIES = sorted((Path(__file__).parent.parent / "stories").glob("*.story"))

INTERNAL = (
    "escalation", "evidence", "sentiment", "urgency", "trigger", "internal", "write above this line", "required action",
    "no_response", "legal_threat", "manager_request", "beyond_authority", "financial_loss", "security_incident", "unresolved",
    "frustrated", "angry", "L1", "L2", "L3", "undo", "note:", "say:", "contact_id",
)  # fmt: skip
"""Words of our internal mails, and names of ours, that no customer's mail holds."""

OURS = re.compile(r"[A-Za-z][A-Za-z0-9]{0,15}-[0-9]{1,12}\.[0-9-]{1,9}\.[a-z2-7]{16}")


def everything(world: World) -> Iterator[tuple[str, bytes]]:
    """Every mail that left, and every one that lies in the shared mailbox, with its reader."""
    yield from ((d.to, d.raw) for d in world.server.accepted)
    for folder in world.server.folders.values():
        yield from ((DESK_ADDRESS, m.raw) for m in folder.messages.values())


def readable(raw: bytes) -> str:
    message = email.message_from_bytes(raw, policy=email.policy.default)
    heads = "\n".join(f"{name}: {value}" for name, value in message.items())
    parts = (p.get_content() for p in message.walk() if p.get_content_maintype() == "text")
    return "\n".join((heads, *parts))


def check(world: World) -> None:
    people = {c.id: c for c in world.policy.contacts}
    staff = {a for c in people.values() for a in c.addresses}
    further = {a for c in people.values() for a in c.notify}  # a colleague's telephone: internal words, but no right
    for to, raw in everything(world):
        ours = b"X-Inbox-Escalator:" in raw
        holders = {m.contact for m in world.seal.marks(readable(raw), people)}
        if to == DESK_ADDRESS:
            if ours:
                mine = {i for i, c in people.items() if DESK_ADDRESS in c.addresses}
                assert holders <= {DESK, CUSTOMER, *mine}, f"a contact's token lies in the shared mailbox: {holders}"
        elif to in staff:
            mine = {i for i, c in people.items() if to in c.addresses}
            assert holders <= mine, f"{to} got the token of {holders - mine}"
        else:
            assert holders <= {CUSTOMER}, f"{to} got the token of {holders}"
            if to not in further and not matches(to, world.staff):
                _nothing_internal(readable(raw), staff, world)


def _nothing_internal(text: str, staff: set[str], world: World) -> None:
    low = re.sub(r"(?im)^(message-id|references|in-reply-to|x-inbox-escalator|content-type):.*$", "", text)
    low = re.sub(r"(?s)<style>.*?</style>|<[^>]*>", " ", low)
    for word in INTERNAL:
        assert not re.search(rf"(?<![\w-]){re.escape(word)}(?![\w-])", low, re.IGNORECASE), f'"{word}" in:\n{low}'
    for address in staff - {DESK_ADDRESS}:
        assert address not in low.lower()
    for contact in world.policy.contacts:
        if contact.phone:
            assert contact.phone not in low


@pytest.mark.parametrize("story", STORIES, ids=lambda path: path.stem)
def test_no_mail_of_any_story_tells_what_is_internal(story: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    looked = 0
    real = World.close

    def after_a_last_look(world: World) -> None:
        nonlocal looked
        looked += 1
        world.server.imap_down, world.server.smtp = "", lambda _: None
        world.beat()  # what was sent last is read, and its copies are taken out
        world.beat()
        check(world)
        real(world)

    monkeypatch.setattr(World, "close", after_a_last_look)
    Teller(story.name, story.read_text("utf-8"), tmp_path).tell()
    assert looked


def test_the_check_itself_sees_a_token(ground: Ground) -> None:
    ground.writes(JANE, MANAGER)
    ground.beat()
    check(ground)
    leaked = next(m for m in ground.letters("anna@acme.example")).raw
    ground.server.folders["INBOX"].put(leaked, ground.clock.now())
    with pytest.raises(AssertionError, match="shared mailbox"):
        check(ground)


def test_internal_words_that_staff_quote_are_held_back(ground: Ground) -> None:
    ground.writes(JANE, LAWYER)
    got = ground.letters("olivia@acme.example")[0]
    quoted = "\n".join(f"> {line}" for line in got.text.splitlines())
    token = got.message_id[1:-1]
    olivia = "Olivia Owner <olivia@acme.example>"
    for words in (
        f"say: Hello Jane\n\n{got.text}", f"say: see {token}", f"done: see <{token}>", "say: Do not admit fault; we will see",
        f"say: Hello\n\n---- write above this line ----\n{got.text}", f"say: Hello\n{quoted}",
    ):  # fmt: skip
        ground.writes(olivia, words, answers=got.message_id)
        ground.passes(minutes=5)
    check(ground)


def test_an_attacker_cannot_make_us_tell_the_customer_a_token(ground: Ground) -> None:
    """A token in the customer's own mail comes back in no mail of ours as a live one."""
    ground.writes(JANE, MANAGER)
    token = ground.rows("anna")[0].message_id
    ground.writes(JANE, f"Again. {token}", answers="<1@customer.example>", subject=f"Re {token}")
    ground.writes("Eve <eve@evil.example>", MANAGER, subject=token, answers="")
    ground.passes(hours=2)
    for letter in ground.letters("jane@customer.example"):
        assert token[1:-1] not in readable(letter.raw)


# ---------------------------------------------------------------- logs and files


def test_no_word_of_a_customer_and_no_token_is_logged(ground: Ground, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    ground.writes(JANE, f"{MANAGER} My password is hunter2-secret.")
    ground.writes(ANNA, "say: It is on its way, dear Jane.", answers=ground.rows("anna")[0].message_id)
    ground.passes(hours=1)
    said = caplog.text
    assert "hunter2" not in said
    assert "dear Jane" not in said
    assert not OURS.search(said)
    assert "desk.key" not in said


def test_nobody_else_can_read_the_data(ground: Ground) -> None:
    ground.writes(JANE, MANAGER)
    ground.restart()
    assert stat.S_IMODE(ground.folder.stat().st_mode) == 0o700
    for file in ground.folder.rglob("*"):
        assert stat.S_IMODE(file.stat().st_mode) & 0o077 == 0, file


def test_the_check_itself_sees_an_internal_word(ground: Ground) -> None:
    with pytest.raises(AssertionError, match="evidence"):
        _nothing_internal("Dear Jane, the evidence is clear", set(), ground)
    with pytest.raises(AssertionError):
        _nothing_internal("Write to anna@acme.example", {"anna@acme.example"}, ground)


def test_the_status_file_and_the_log_file_are_private(tmp_path: Path) -> None:
    write_status(tmp_path, Status(MONDAY, 1, problem="x"))
    stream = speaking._open(tmp_path / "deep" / "worker.log")
    stream.write("x")
    stream.close()
    for file in (tmp_path / "status.json", tmp_path / "deep" / "worker.log"):
        assert stat.S_IMODE(file.stat().st_mode) == 0o600, file


SECRET = "hunter2-secret"


@pytest.mark.parametrize(
    "line",
    [
        f'password = "{SECRET}"', f'password = {{ plain = "{SECRET}" }}', f'password = ["{SECRET}"]',
        f'password = {{ command = "sh -c \'echo {SECRET} >&2; exit 3\'" }}', f'pasword = "{SECRET}"',
        f'password = {{ env = "NOT_SET", file = "{SECRET}" }}',
    ],
)  # fmt: skip
def test_no_complaint_shows_a_password(line: str, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    config = tmp_path / "config.toml"
    config.write_text(CONFIG.replace('password = { env = "SUPPORT_PASSWORD" }', line), "utf-8")
    for words in (["check", "--no-mail"], ["once"], ["cases"]):
        main(["--config", str(config), *words])
    shown = capfd.readouterr()
    assert SECRET not in shown.out + shown.err
    for file in tmp_path.rglob("*"):
        assert file == config or not file.is_file() or SECRET.encode() not in file.read_bytes()


def test_the_demo_tells_nobody_what_is_not_for_him(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    from inbox_escalator.cli.demo import play_day
    from inbox_escalator.config.load import load
    from inbox_escalator.demo.servers import Servers
    from inbox_escalator.store.tiny import load_key

    with Servers() as servers:
        play_day(servers, tmp_path, 0)
        password = servers.password
    settings = load(tmp_path / "config.toml")
    seal = settings.seal(load_key(settings.store))
    world = SimpleNamespace(policy=settings.policy, seal=seal)
    staff = {a for c in settings.policy.contacts for a in c.addresses}
    letters = [f.read_bytes() for f in (tmp_path / "sent").glob("*.eml")]
    assert len(letters) > 20
    for raw in letters:
        to = parseaddr(str(email.message_from_bytes(raw, policy=email.policy.default)["To"]))[1]
        mine = {c.id for c in settings.policy.contacts if to in c.addresses}
        if to == settings.policy.desk_address:
            mine.add(DESK)  # put into the shared mailbox, for the front line
        holders = {m.contact for m in seal.marks(readable(raw), [c.id for c in settings.policy.contacts])}
        assert holders <= (mine or {CUSTOMER}), f"{to} got the token of {holders}"
        if not mine and not to.startswith("mallory@"):  # he wrote "ESCALATION" himself, and gets his subject back
            _nothing_internal(readable(raw), staff, world)  # type: ignore[arg-type]
    shown = capfd.readouterr()
    assert password not in shown.out + shown.err
    assert not OURS.search(shown.out)
    assert not [f for f in tmp_path.rglob("*") if f.is_file() and password.encode() in f.read_bytes()]
    for file in (settings.store, *settings.store.rglob("*")):
        assert stat.S_IMODE(file.stat().st_mode) & 0o077 == 0, file
