"""The built wheel, installed into a fresh environment, runs and finds what it needs."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest

from inbox_escalator import __version__

ROOT = Path(__file__).parent.parent.parent
PARTS = ("inbox_escalator", "templates", "pyproject.toml", "README.md", "LICENSE", "config.example.toml")
MAIL = b"From: Jane <jane@x.example>\r\nSubject: Hello\r\n\r\nMy lawyer will contact you.\r\n"


pytestmark = pytest.mark.xdist_group("wheel")  # it is built once


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Built from a copy, so that nothing is left in the checkout."""
    source = tmp_path_factory.mktemp("source")
    for part in PARTS:
        if (ROOT / part).is_dir():
            shutil.copytree(ROOT / part, source / part, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(ROOT / part, source / part)
    ran = subprocess.run(
        [sys.executable, "-c", "import os, sys; from hatchling.build import build_wheel; print(build_wheel(sys.argv[1]))", "out"],
        cwd=source, capture_output=True, text=True, check=False,
    )  # fmt: skip
    if ran.returncode and "No module named 'hatchling'" in ran.stderr:
        ran = subprocess.run(
            [sys.executable, "-m", "build", "--wheel", "--outdir", "out"], cwd=source, capture_output=True, text=True, check=False
        )
    assert ran.returncode == 0, ran.stderr
    return next((source / "out").glob("*.whl"))


@pytest.fixture(scope="module")
def fresh(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An environment with the wheel, and the dependencies of the one that runs, but not its inbox-escalator."""
    where = tmp_path_factory.mktemp("fresh")
    venv.create(where, with_pip=False, symlinks=True)
    site = Path(sysconfig.get_path("purelib", vars={"base": str(where), "platbase": str(where)}))
    with zipfile.ZipFile(wheel) as packed:
        packed.extractall(site)
    (site / "dependencies.pth").write_text(sysconfig.get_path("purelib") + "\n")
    return where


def _run(fresh: Path, *words: str, stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    """Away from the checkout, with no path of ours in the environment."""
    env = {"PATH": os.environ["PATH"], "HOME": str(fresh), "LANG": "C.UTF-8"}
    return subprocess.run([fresh / "bin" / "python", *words], cwd=fresh, env=env, input=stdin, capture_output=True, check=False)


def test_the_wheel_has_templates_types_and_example(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    for name in ("templates/staff/escalation.txt", "py.typed", "config.example.toml", "triage/matrix.toml"):
        assert f"inbox_escalator/{name}" in names
    assert not [name for name in names if name.startswith(("tests", "benchmarks")) or "__pycache__" in name]
    ours = {path.relative_to(ROOT).as_posix() for path in (ROOT / "templates").rglob("*.txt")}
    assert {f"inbox_escalator/{path}" for path in ours} <= set(names)


def test_the_console_script_is_there(wheel: Path) -> None:
    packed = zipfile.ZipFile(wheel)
    entry = next(name for name in packed.namelist() if name.endswith("entry_points.txt"))
    assert "inbox-escalator = inbox_escalator.cli:main" in packed.read(entry).decode()


def test_it_says_its_version(fresh: Path) -> None:
    ran = _run(fresh, "-m", "inbox_escalator", "--version")
    assert ran.stdout.decode() == f"inbox-escalator {__version__}\n", ran.stderr.decode()


def test_it_is_the_installed_one(fresh: Path) -> None:
    ran = _run(fresh, "-c", "import inbox_escalator; print(inbox_escalator.__file__)")
    assert ran.stdout.decode().startswith(str(fresh))


def test_it_explains_a_mail(fresh: Path) -> None:
    ran = _run(fresh, "-m", "inbox_escalator", "explain", "--json", "-", stdin=MAIL)
    assert json.loads(ran.stdout)["triggers"] == ["legal_threat"], ran.stderr.decode()


def test_it_finds_its_templates(fresh: Path) -> None:
    code = (
        "from inbox_escalator.writing.templates import Templates, packaged_folder\n"
        "print(packaged_folder()); print(next(Templates().choices('escalation')).path)"
    )
    ran = _run(fresh, "-c", code)
    assert all(line.startswith(str(fresh)) for line in ran.stdout.decode().splitlines()), ran.stderr.decode()
    assert ran.returncode == 0
