"""The kit catches a wrong generator for every law, and says what is wrong with it."""

import re

import numpy as np
import pytest
import smelt_datagen
from smelt_datagen import ConfigError
from smelt_datagen.plugin import Generator, generator
from smelt_datagen.testing import LawBroken, check_generator
from smelt_datagen.testing.laws import fresh_process as process

from ...child import run_python
from . import right, wrong, wrong_surroundings, wrong_values

WRONG = [
    (wrong.Silent(count=1), "documented", r"parameter 'count' has no text"),
    (wrong.StrangeExample(), "documented", r"the example is of another type: { type: good"),
    (wrong.BrokenExample(), "documented", r"unknown key 'cuont', did you mean 'count'\?"),
    (wrong.WrongType(), "typed", r"returned double, but declares int64 \(rows 0 to 0\)"),
    (wrong.UndeclaredNulls(), "typed", r"returned \d+ nulls, but is not declared nullable"),
    (wrong.OwnDictionaries(), "typed", r"another dictionary than it declares"),
    (wrong.OutOfBounds(), "typed", r"row \d+ has \d{3}, outside the declared bounds 0 to 500"),
    (wrong.DoubleDictionary(), "typed", r'the dictionary has "a" at 0 and at 2'),
    (wrong.CountsCalls(), "repeatable", r"asked again, row 0 has \d+; before, it had \d+"),
    (
        wrong.Hashes(),
        "repeatable",
        r"row 0: \d+ here and \d+ in a fresh process \(it has another PYTHONHASH",
    ),
    (wrong.HashesLater(), "repeatable", r"the digest of rows 32768 to 65535: \w+ here and"),
    (wrong.OrderOfASet(), "repeatable", r"the dictionary: \['.*'\] here and \['.*'\] in a fresh"),
    (wrong.CountsColumns(), "repeatable", r"with another column in front, row 0 has \d+; without"),
    (wrong.RarelyOutside(), "typed", r"row 50000 has 7, outside the declared bounds 0 to 5"),
    (wrong.FailsAtTheEdge(count=5), "refused", r"count: 50 is accepted and then fails: .*too many"),
    (wrong.ByLength(), "row-pure", r"rows \[0\] give \d+ at row 0, rows 0 to 1999 give \d+"),
    (wrong.ByOrder(), "row-pure", r"rows \[0\] give \d+ at row 0"),
    (wrong.ByNeighbour(), "row-pure", r"rows \[7\] give \d+ at row 7"),
    (wrong.ByBlockSize(), "row-pure", r"in blocks of 1 rows, row 0 has \d+; in one block it has"),
    (wrong.ByThread(), "row-pure", r"on 4 threads, row 0 has \d+; in one block it has \d+"),
    (wrong.SharesABuffer(), "row-pure", r"rows \[.*\] give"),
    (wrong.Unseeded(), "seeded", r"another seed gives the same 100000 values"),
    (wrong.Reseeds(), "inert", r"NumPy's random state was changed"),
    (wrong.SetsEnvironment(), "inert", r"the environment was changed"),
    (wrong.SetsErrors(), "inert", r"NumPy's error handling was changed"),
    (wrong.EatsParameters(values=[1]), "inert", r"parameters changed from .*\[1\].* to .*\[1, 0\]"),
    (wrong.Doubles(count=3), "round-trip", r"'count' is 12, and read again 24"),
    (wrong.FailsLate(high=9), "refused", r"high: -9223372036854775808 is accepted and then fails"),
    (
        wrong_surroundings.HourOfTheDay(),
        "repeatable",
        r"row 0: .* it asked for the clock",
    ),
    (wrong_surroundings.DayOfTheClock(), "repeatable", r"row 0: .* it asked for the clock"),
    (wrong_surroundings.LocalTime(), "repeatable", r"row 0: .*"),
    (wrong_surroundings.UnsetVariable(), "repeatable", r"the environment variable ACME_OFFSET"),
    (wrong_surroundings.HomeFolder(), "repeatable", r"the environment variable HOME"),
    (wrong_surroundings.WorkingDirectory(), "repeatable", r"row 0: \d+ here and \d+ in a fresh"),
    (wrong_surroundings.EncodingOfTheLocale(), "repeatable", r"row 0: \d+ here and \d+ in"),
    (wrong_surroundings.FirstOneCounts(step=3), "repeatable", r"row 0: \d+ here and \d+ in"),
    (wrong_surroundings.KeepsArrays(), "row-pure", r"rows \[.*\] give"),
    (wrong_surroundings.OuterBlock(), "repeatable", r"asked for in another order: 'in front'"),
    (wrong_surroundings.ShortKey(step=2), "repeatable", r"of other parameters, asked for in"),
    (wrong_surroundings.ReadsUnasked(), "bound", r"it reads column 'size' of dataset 'subject'"),
    (wrong_surroundings.WritesIntoAColumn(), "typed", r"read-only"),
    (wrong_surroundings.OneChildTwice(), "typed", r"second child\('part'\) of one block"),
    (wrong_surroundings.CutsRows(), "large", r"row 4294967296 has .* cut to 32 bits"),
    (wrong_surroundings.RowsAsFloat(), "large", r"rows \d+ and \d+ both have .* became float64"),
    (wrong_values.UsesExp(), "portable", r"row 0: .* depends on np.exp, whose last bits"),
    (wrong_values.UsesCaptured(), "portable", r"depends on np.log1p"),
    (wrong_values.UsesPower(), "portable", r"depends on np.power"),
    (wrong_values.UsesMath(), "portable", r"depends on math.log"),
    (wrong_values.UsesArrow(), "portable", r"depends on pyarrow.compute.sin"),
    (wrong_values.AddsUp(), "row-pure", r"row \d has \d+\.\d+; in one block"),
    (wrong_values.AddsAFew(), "portable", r"depends on np.sum"),
    (wrong_values.RoundedExp(), "portable", r"depends on np.exp"),
    (wrong_values.ShareOfTheLargest(), "row-pure", r"rows \[0\] give 1.0 at row 0"),
    (wrong_values.RunningTotal(), "row-pure", r".*"),
    (wrong_values.NoJson(), "typed", r"row 0 has .* declared as JSON"),
    (wrong_values.SecondsAsDays(), "typed", r"row 0 has \d+, no date32.* of the years 1 to 9999"),
    (wrong_values.RefersElsewhere(), "referring", r"row \d+ has \d+, but its reference leads to"),
    (wrong_values.RefersTooFar(), "referring", r"row \d+ leads to row 5\d; there are 50"),
    (
        wrong_values.FailsInside(steps=[wrong_values.Step(size=5)]),
        "refused",
        r"steps\[0\].size: -\d+ is accepted and then fails",
    ),
    (wrong.RaisesInBind(word="a"), "refused", r"word: '' is not refused through scope.fail: .*one"),
]


@pytest.fixture(autouse=True)
def _as_before(monkeypatch):
    """Put back what the wrong generators change."""
    monkeypatch.setenv("LAST_BLOCK", "none")
    with np.errstate():
        yield


@pytest.mark.parametrize(
    ("instance", "law", "what"), WRONG, ids=[instance.declaration.type for instance, *_ in WRONG]
)
def test_a_broken_law_is_named_with_a_counter_example(instance, law, what):
    with pytest.raises(LawBroken) as broken:
        check_generator(instance)
    assert broken.value.law == law
    assert re.search(what, broken.value.what), broken.value.what
    assert str(broken.value) == f"not {law}: {broken.value.what}"
    assert isinstance(broken.value, AssertionError)


RIGHT = [
    right.SharedDraw(),
    right.AsksFirst(),
    right.CountsDigits(most=5000),
    right.WholeSums(),
    right.OwnExp(),
    right.Trend(),
    right.EveryEighth(),
    right.Refers(),
    right.RarelyTrue(),
    right.WeightsInBind(),
]


@pytest.mark.parametrize("instance", RIGHT, ids=[right.declaration.type for right in RIGHT])
def test_a_right_generator_raises_no_alarm(instance):
    assert "all laws kept" in str(check_generator(instance, rows=10_000))


def test_a_generator_may_read_a_file_that_it_declares(tmp_path):
    names = tmp_path / "names.txt"
    names.write_text("Ada Grace Émilie Max Moritz", encoding="utf-8")
    check_generator(right.FromAFile(file=str(names)), rows=1000)


def test_what_the_time_does_not_suffice_for_is_said():
    report = check_generator(wrong.Slow(), rows=100_000, seconds=6)
    assert report.rows < 100_000
    assert re.search(r"for lack of time not whole: all \([\d,]+ of 100,000 rows\)", str(report))


def test_a_value_that_never_ends_is_named(monkeypatch):
    monkeypatch.setattr(process, "_LONGEST_SECONDS", 3)
    monkeypatch.setattr(process, "_PATIENCE", 3)
    with pytest.raises(LawBroken, match=r"not refused: rounds: 9223372036854775807 is accepted"):
        check_generator(wrong.NeverEnds(rounds=1))


def test_a_class_inside_a_function_cannot_be_checked_elsewhere():
    class Inside(wrong.Good):
        """Stands inside."""

    inside = generator("inside", example="{ type: inside, low: 1 }")(Inside)
    with pytest.raises(LawBroken, match=r"Inside must stand at the top of a file"):
        check_generator(inside(low=1))


def test_a_good_generator_gets_a_report():
    report = check_generator(wrong.Good(low=5), rows=5000)
    assert (report.type, report.rows) == ("good", 5000)
    assert report.rows_per_second == pytest.approx(5000 / report.seconds)
    speed = f"{report.rows_per_second:,.0f} rows/s"
    assert str(report) == f"good: all laws kept; {speed} on one thread"


def test_independence_of_the_seed_can_be_declared_and_is_then_held_to():
    every = {"seed", "dataset", "column"}
    check_generator(wrong.Unseeded(), rows=1000, independent_of=every)
    with pytest.raises(LawBroken, match="said to be independent of the seed, but is not"):
        check_generator(wrong.Good(low=5), rows=1000, independent_of=every)


def test_a_mapping_is_looked_up_among_the_installed_plugins():
    report = check_generator({"type": "uniform_int", "min": 3, "max": 9}, rows=1000)
    assert report.type == "uniform_int"


def test_a_spec_that_is_refused_is_a_config_error():
    with pytest.raises(ConfigError, match="must be less than max"):
        check_generator({"type": "uniform_int", "min": 9, "max": 3})


def test_a_context_gives_what_is_referred_to():
    context = """
        datasets:
          - name: shops
            output: shops
            num_rows: 7
            columns: [{ name: code, generator: { type: uuid } }]
    """
    spec = {"type": "foreign_key", "dataset": "shops", "column": "code"}
    check_generator(spec, rows=1000, context=context)
    with pytest.raises(ConfigError, match="there is no dataset 'shops'"):
        check_generator(spec, rows=1000)


def test_instances_may_hold_instances_of_unregistered_classes():
    builtin = {cls.declaration.type: cls for cls in smelt_datagen.discover().found[0].generators}
    outer = builtin["optional"](prob=0.5, inner=wrong.Good(low=3))
    assert isinstance(outer, Generator)
    check_generator(outer, rows=1000)


def test_a_rare_value_is_seeded_if_all_rows_together_differ():
    check_generator({"type": "bool", "prob": 0.0001}, rows=100_000)


def test_an_unknown_part_is_refused():
    with pytest.raises(ValueError, match="independent_of has no 'sed'"):
        check_generator(wrong.Good(low=5), rows=1000, independent_of={"sed"})


SCRIPT = """
import pyarrow as pa
from smelt_datagen.arrays import arrow_array
from smelt_datagen.plugin import Generator, generator
from smelt_datagen.testing import check_generator

@generator("dice", example="{ type: dice }")
class Dice(Generator):
    \"\"\"A throw.\"\"\"
    data_type = pa.int64()
    def generate(self, block):
        print("a line that is no answer")
        return arrow_array(block.integers(1, 7))
"""


def test_a_script_can_check_its_own_class(tmp_path):
    script = tmp_path / "script.py"
    guard = "if __name__ == '__main__':\n    print(check_generator(Dice(), rows=1000))\n"
    script.write_text(SCRIPT + guard, encoding="utf-8")
    assert "dice: all laws kept" in run_python(script)


def test_a_script_that_checks_when_it_is_imported_is_told_so(tmp_path):
    script = tmp_path / "script.py"
    script.write_text(f"{SCRIPT}\ncheck_generator(Dice(), rows=1000)\n", encoding="utf-8")
    with pytest.raises(AssertionError, match=r"put it behind: if __name__ == '__main__'"):
        run_python(script)


def test_too_few_rows_are_refused():
    with pytest.raises(ValueError, match="rows must be at least 100"):
        check_generator(wrong.Good(low=5), rows=10)
