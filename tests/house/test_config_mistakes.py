"""Every wrong file in tests/bad_configs says, in its first lines, what it must be told."""

from __future__ import annotations

from pathlib import Path

import pytest

from inbox_escalator.config.load import ConfigError, load

FOLDER = Path(__file__).parent.parent / "bad_configs"
FILES = sorted(FOLDER.glob("*.toml"))
EXPECT = "# expect: "


def _expected(path: Path) -> list[str]:
    return [line.removeprefix(EXPECT) for line in path.read_text("utf-8").splitlines() if line.startswith(EXPECT)]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_wrong_file_is_told_everything_that_is_wrong(path: Path) -> None:
    expected = _expected(path)
    assert expected, "the file does not say what it must be told"
    with pytest.raises(ConfigError) as caught:
        load(path)
    assert [str(problem) for problem in caught.value.problems] == expected


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_the_message_is_a_line_a_mistake(path: Path) -> None:
    with pytest.raises(ConfigError) as caught:
        load(path)
    lines = str(caught.value).splitlines()
    assert len(lines) == (1 if len(caught.value.problems) == 1 else len(caught.value.problems) + 1)
    assert lines[0].startswith(str(path))


def test_there_are_many_wrong_files() -> None:
    assert len(FILES) >= 50


def test_ten_mistakes_are_reported_at_once() -> None:
    assert len(_expected(FOLDER / "ten_mistakes.toml")) == 10


def test_a_file_that_is_not_there_names_the_remedy(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"there is no such file; copy config\.example\.toml"):
        load(tmp_path / "config.toml")


def test_a_file_in_another_encoding_names_the_line(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    path.write_bytes('[desk]\nname = "Büro"\n'.encode("latin-1"))
    with pytest.raises(ConfigError, match="line 2: is not UTF-8"):
        load(path)


def test_a_password_is_never_shown(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    path.write_text('[desk]\nname = "A"\n[desk.imap]\npassword = "hunter2" x\n[desk.smtp]\npassword = hunter2\n')
    with pytest.raises(ConfigError) as caught:
        load(path)
    assert "hunter2" not in str(caught.value)
