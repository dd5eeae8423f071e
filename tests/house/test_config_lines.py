"""The line of a key is the line on which a person sees it."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inbox_escalator.config.lines import KeyPath, lines_of

TEXT = """\
# a comment with = and [brackets]
title = "x"          # 2
[desk]
name = '''
two # not a comment
lines'''
a.b = 1              # 7
"quoted key" = { x = 1, y = { z = [1,
  2] } }             # 8, 9
[desk.imap]          # 10
folders = [          # 11
  "INBOX",           # 12
  # nothing
  "a]b#",            # 14
]
[[contact]]          # 16
id = "one"
[[contact]]          # 18
id = "two"
[contact.hours]      # 20
open = "09:00"
[[contact.phone]]    # 22
n = 1979-05-27 07:32:00
[[contact.phone]]    # 24
s = \"\"\"quotes \\\"\"\" and \"\" inside\"\"\"\"
last = 1             # 26
"""

EXPECTED: dict[KeyPath, int] = {
    ("title",): 2,
    ("desk",): 3,
    ("desk", "name"): 4,
    ("desk", "a", "b"): 7,
    ("desk", "quoted key"): 8,
    ("desk", "quoted key", "x"): 8,
    ("desk", "quoted key", "y", "z", 1): 9,
    ("desk", "imap"): 10,
    ("desk", "imap", "folders", 0): 12,
    ("desk", "imap", "folders", 1): 14,
    ("contact", 0): 16,
    ("contact", 1): 18,
    ("contact", 1, "id"): 19,
    ("contact", 1, "hours", "open"): 21,
    ("contact", 1, "phone", 0, "n"): 23,
    ("contact", 1, "phone", 1): 24,
    ("contact", 1, "phone", 1, "last"): 26,
}


def test_the_sample_is_toml() -> None:
    tomllib.loads(TEXT)


@pytest.mark.parametrize("path", EXPECTED, ids=str)
def test_a_key_is_found_on_its_line(path: KeyPath) -> None:
    assert lines_of(TEXT)[path] == EXPECTED[path]


def _paths(value: object, path: KeyPath = ()) -> Iterator[KeyPath]:
    yield path
    if isinstance(value, dict):
        for key, below in value.items():
            yield from _paths(below, (*path, key))
    if isinstance(value, list):
        for index, below in enumerate(value):
            yield from _paths(below, (*path, index))


def test_every_key_of_the_sample_is_found() -> None:
    found = lines_of(TEXT)
    assert {path for path in _paths(tomllib.loads(TEXT)) if path} == set(found)


NAMES = st.sampled_from(["a", "b-1", '"q.q"', "'l l'"])
VALUES = st.recursive(
    st.sampled_from(['"x]"', "'y#'", "1", "true", '"""m\nm"""', "'''n\n''n'''", "2026-01-01"]),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3).map(lambda vs: "[" + ",\n ".join(vs) + "]"),
        st.lists(inner, max_size=3).map(lambda vs: "{" + ", ".join(f"k{i} = {v}" for i, v in enumerate(vs)) + "}"),
    ),
    max_leaves=8,
)


@given(st.lists(st.tuples(NAMES, VALUES), max_size=5), st.lists(st.tuples(NAMES, VALUES), max_size=5))
def test_whatever_is_toml_is_walked_to_its_end(first: list[tuple[str, str]], second: list[tuple[str, str]]) -> None:
    head = "".join(f"{name} = {value}\n" for name, value in dict(first).items())
    body = "[[t]]\n" + "".join(f"{name} = {value} # c\n" for name, value in dict(second).items())
    text = head + body + body + "end = 1\n"
    try:
        read = tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return
    found = lines_of(text)
    assert {path for path in _paths(read) if path} == set(found)
    assert found["t", 1, "end"] == text.count("\n")


def test_a_large_file_takes_linear_time() -> None:
    text = "".join(f"[[contact]]\nid = 'c{n}'\nlevels = ['L1', 'L2']\n" for n in range(5000))
    assert lines_of(text)["contact", 4999, "levels", 1] == 15000
