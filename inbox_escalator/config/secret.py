"""Passwords: where they are kept, and how they are fetched when they are needed; never shown, never kept."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path

from inbox_escalator.config.schema import Tell

WAYS = ("env", "file", "command", "keyring")
COMMAND_SECONDS = 30
GOOD = 'password = { env = "SUPPORT_PASSWORD" }'


class SecretError(ValueError):
    """The password cannot be had; the message is one line for a person and never holds any of it."""


@dataclass(frozen=True, slots=True)
class Secret:
    """Where a password is. Calling it fetches the password anew, so that a changed one counts at the next log-in."""

    way: str
    """`plain`, or one of WAYS."""
    place: tuple[str, ...] = field(repr=False)
    """The variable, the path, the words of the command, or service and user of the keyring."""

    def __call__(self) -> str:
        """Raises SecretError."""
        match self.way:
            case "env":
                said = _from_environment(self.place[0])
            case "file":
                said = _from_file(Path(self.place[0]))
            case "command":
                said = _from_command(self.place)
            case "keyring":
                said = _from_keyring(*self.place)
            case _:
                said = self.place[0]
        if not said:
            raise SecretError(f"the password from {self} is empty")
        return said

    def __str__(self) -> str:
        """Where it is kept, for a person."""
        match self.way:
            case "env":
                return f"the environment variable {self.place[0]}"
            case "file":
                return f"the file {self.place[0]}"
            case "command":
                return f"the command {self.place[0]}"
            case "keyring":
                return f"the keyring ({self.place[0]})"
            case _:
                return "the configuration itself"


def secret(value: object, tell: Tell) -> Secret | None:
    """Text, `{ env = "NAME" }`, `{ file = "path" }`, `{ command = ["pass", "mail"] }`, `{ keyring = "service" }`."""
    if isinstance(value, str):
        if not value:
            tell("is empty")
            return None
        tell.warn("stands in the file in plain words; better kept elsewhere", GOOD)
        return Secret("plain", (value,))
    if not isinstance(value, dict) or len(value) != 1 or next(iter(value)) not in WAYS:
        tell("is either text or one of { env = … }, { file = … }, { command = … }, { keyring = … }", GOOD)
        return None
    way, place = next(iter(value.items()))
    words = _words(way, place)
    if not words or not all(words):
        tell.at(way)(f"does not say where the password is kept ({way})", GOOD)
        return None
    return Secret(way, words)


def _words(way: str, place: object) -> tuple[str, ...]:
    if isinstance(place, str):
        return _command(place) if way == "command" else (place,)
    if isinstance(place, list) and all(isinstance(word, str) for word in place) and way in ("command", "keyring"):
        return tuple(str(word) for word in place)
    return ()


def _command(said: str) -> tuple[str, ...]:
    """A command in one string, cut as a shell would; () where a quote is not closed."""
    import shlex

    try:
        return tuple(shlex.split(said))
    except ValueError:
        return ()


def _from_environment(name: str) -> str:
    said = os.environ.get(name)
    if said is None:
        raise SecretError(f"the environment variable {name} is not set; set it, or name another in the configuration")
    return said


def _from_file(path: Path) -> str:
    try:
        return path.expanduser().read_text("utf-8").rstrip("\r\n")
    except (OSError, UnicodeDecodeError) as error:
        why = error.strerror if isinstance(error, OSError) else "is not UTF-8"
        raise SecretError(f"the password file {path}: {why}") from None


def _from_command(words: tuple[str, ...]) -> str:
    import subprocess

    try:
        ran = subprocess.run(words, capture_output=True, timeout=COMMAND_SECONDS, check=False, stdin=subprocess.DEVNULL)  # noqa: S603
    except (OSError, subprocess.TimeoutExpired) as error:
        why = error.strerror if isinstance(error, OSError) else f"no answer in {COMMAND_SECONDS} s"
        raise SecretError(f"the password command {words[0]}: {why}") from None
    if ran.returncode:
        raise SecretError(f"the password command {words[0]} ended with code {ran.returncode}")
    return ran.stdout.decode("utf-8", "surrogateescape").splitlines()[0] if ran.stdout.strip() else ""


def _from_keyring(service: str, user: str = "") -> str:
    try:
        import keyring
    except ImportError:
        raise SecretError("the keyring needs one more package: pip install 'inbox-escalator[keyring]'") from None
    try:
        return keyring.get_password(service, user) or ""
    except Exception as error:
        raise SecretError(f"the keyring does not answer for {service}: {type(error).__name__}") from None
