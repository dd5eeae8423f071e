"""The weights of words: what is weighed, that the sums are right, and that they were learned from the mail that is there."""

from __future__ import annotations

import math
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inbox_escalator.triage import around
from inbox_escalator.triage.scales import FILE, UNIT, Scales, scales, terms
from tests.triage import learn

LINES = [
    "# told by nobody\n",
    "term\trare\tcomplaint\tcalm\n",
    "\t\t-5\t12\n",
    "lawyer\t30\t40\t-25\n",
    "my lawyer\t50\t60\t-31\n",
    "invoi*\t20\t-15\t7\n",
    "0\t10\t1\t0\n",
]
WEIGHTS = {line.split("\t")[0].encode(): [int(n) for n in line.split("\t")[1:]] for line in LINES[3:]}
FEW = "".join(LINES).encode()


def slow(said: list[bytes], place: int) -> float:
    """The sum of an outcome, as a pencil would do it."""
    known = [WEIGHTS[term] for term in terms(said) if term in WEIGHTS]
    length = math.sqrt(sum((rare / UNIT) ** 2 for rare, *_ in known))
    bias = (-5, 12)[place] / UNIT
    return bias + (sum(rare / UNIT * weights[place] / UNIT for rare, *weights in known) / length if known else 0)


def test_words_their_beginnings_and_pairs_are_weighed_and_numbers_as_one() -> None:
    assert terms([b"my", b"lawyer", b"paid", b"1450"]) == {
        b"my", b"lawyer", b"lawye*", b"paid", b"0", b"my lawyer", b"lawyer paid", b"paid 0",
    }  # fmt: skip


@given(st.lists(st.sampled_from([b"my", b"lawyer", b"invoice", b"invoices", b"17", b"tea"]), max_size=12))
def test_the_sums_are_those_of_a_pencil(said: list[bytes]) -> None:
    weighed = Scales(FEW).weigh(said)
    assert weighed.sums == pytest.approx([slow(said, 0), slow(said, 1)])
    assert weighed.known == len(terms(said) & WEIGHTS.keys())


def test_sums_below_nothing_borrow_from_no_other() -> None:
    lines = ["term\trare\ta\tb\tc\n", "\t\t0\t0\t0\n", "x\t90\t-999\t999\t-999\n", "y\t90\t-999\t-999\t999\n"]
    told = Scales("".join(lines).encode()).weigh([b"x", b"tea", b"y"])
    assert told.sums == pytest.approx((-2 * 99.9 / math.sqrt(2), 0, 0))


def test_who_says_nothing_known_is_as_likely_as_anybody() -> None:
    of = Scales(FEW)
    told = of.weigh([b"tea"])
    assert (told.sums, told.known) == ((-0.5, 1.2), 0)
    assert of.chance(told, "complaint") == pytest.approx(1 / (1 + math.exp(0.5)))


def test_the_weightiest_words_come_first_and_beginnings_are_not_shown() -> None:
    said = [b"my", b"lawyer", b"paid", b"3", b"invoices"]
    of = Scales(FEW)
    assert list(of.telling(of.weigh(said), "complaint")) == [b"my lawyer", b"lawyer", b"0"]
    assert list(of.telling(of.weigh(said), "calm", against=True)) == [b"my lawyer", b"lawyer"]


def test_nothing_piles_up_however_many_words_are_met() -> None:
    of = Scales(FEW)
    for number in range(1_000):
        of.weigh([b"lawyer", b"word%d" % number])
    assert len(of._packed) == 1


@pytest.mark.parametrize("file", [FILE, around.FILE], ids=lambda file: file.name)
def test_the_weights_were_learned_from_the_mail_that_is_there(file: Path) -> None:
    first = file.read_text("latin-1").partition("\n")[0]
    assert learn.fingerprint() in first, "the labelled mail has changed: run `python -m tests.triage.learn`"
    assert scales().outcomes == learn.OUTCOMES


def test_mail_that_is_kept_back_is_not_learned_from() -> None:
    assert all("unseen" not in file.parts for file in learn.files())
