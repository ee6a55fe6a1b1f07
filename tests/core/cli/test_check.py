"""`smelt-datagen check`: all laws of one generator, and the exit code."""

from smelt_datagen.testing.check import LAWS

BROKEN = """
import pyarrow as pa
from smelt_datagen.arrays import arrow_array
from smelt_datagen.plugin import Generator, generator


@generator("cumulative", example="{ type: cumulative }")
class Cumulative(Generator):
    \"\"\"A running total.\"\"\"

    data_type = pa.int64()

    def generate(self, block):
        return arrow_array(block.integers(0, 9).cumsum())
"""


def test_each_law_has_a_line_and_what_is_kept_ends_with_0(run, here):
    result = run("check", "sequential_id", "--rows", "1000")
    *lines, last = result.stdout.splitlines()
    assert lines == [f"{law}: kept" for law in LAWS]
    assert last.startswith("sequential_id: all laws kept; ")
    assert list(here.iterdir()) == []


def test_a_broken_law_is_named_and_ends_with_1(run, here):
    (here / "mine.py").write_text(BROKEN, encoding="utf-8")
    result = run("check", "cumulative", "--plugin", "mine.py", "--rows", "1000", exit_code=1)
    assert "not row-pure: rows [" in result.stdout
    assert "typed: kept" in result.stdout
    assert result.stdout.splitlines()[-1] == "cumulative breaks 1 law"


def test_independence_can_be_said(run):
    every = [word for part in ("seed", "dataset", "column") for word in ("--independent-of", part)]
    refused = run("check", "uuid", "--rows", "1000", *every, exit_code=1)
    assert "said to be independent of the seed, but is not" in refused.stdout
    run("check", "constant", "--rows", "1000", *every)


def test_a_time_that_does_not_suffice_is_said(run):
    result = run("check", "uuid", "--seconds", "0.01")
    assert "for lack of time not whole: all (" in result.stdout


def test_an_unknown_type_ends_with_2(run):
    result = run("check", "uid", exit_code=2)
    assert "did you mean 'uuid'?" in result.stderr
