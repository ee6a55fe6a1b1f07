"""The kit catches a wrong generator for every law and trap, and says what is wrong with it."""

import re

import numpy as np
import pytest
from smelt_datagen.testing import LawBroken, check, check_generator

from ... import laws
from . import wrong, wrong_draws, wrong_parameters, wrong_surroundings, wrong_values

pytestmark = pytest.mark.usefixtures("patient")

WRONG = [
    (wrong_parameters.Silent(count=1), "documented", r"parameter 'count' has no text"),
    (
        wrong_parameters.StrangeExample(),
        "documented",
        r"the example is of another type: { type: good",
    ),
    (
        wrong_parameters.BrokenExample(),
        "documented",
        r"unknown key 'cuont', did you mean 'count'\?",
    ),
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
    (
        wrong_parameters.FailsAtTheEdge(count=5),
        "refused",
        r"count: 50 is accepted and then fails: .*too many",
    ),
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
    (
        wrong_parameters.EatsParameters(values=[1]),
        "inert",
        r"parameters changed from .*\[1\].* to .*\[1, 0\]",
    ),
    (wrong_parameters.Doubles(count=3), "round-trip", r"'count' is 12, and read again 24"),
    (
        wrong_parameters.FailsLate(high=9),
        "refused",
        r"high: -9223372036854775808 is accepted and then fails",
    ),
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
        wrong_draws.Falls(),
        "inverting",
        r"draw \d+ gives 999, and the larger draw \d+ gives 9\d\d, which is before that",
    ),
    (
        wrong_draws.FallsAtTheEnd(),
        "inverting",
        r"gives 99\d, and the larger draw \d+ gives 0, which",
    ),
    (wrong_draws.LastBits(), "inverting", r"draw \d+ gives \d+, and the larger draw"),
    (wrong_draws.TwoDraws(), "inverting", r".*"),
    (wrong_draws.RowInIt(), "inverting", r"draw 0 gives 0 at row 0, and 2000000 at row 2000 of an"),
    (wrong_draws.Labelled(), "inverting", r"draw \d+ gives \d+, and the larger draw"),
    (wrong_draws.Shuffled(), "inverting", r'gives "b", and the larger draw \d+ gives "a"'),
    (
        wrong_draws.RefersBackwards(),
        "inverting",
        r"draw \d+ gives 50, and the larger draw \d+ gives 49",
    ),
    (wrong_draws.RefersUnsaid(), "inverting", r"the rows that its example refers to do not follow"),
    (wrong_draws.FallingTwice(), "inverting", r"draw \d+ gives 999, and the larger draw"),
    (wrong_draws.Structs(), "inverting", r"values of struct<a: int64> have no order"),
    (
        wrong_values.FailsInside(steps=[wrong_values.Step(size=5)]),
        "refused",
        r"steps\[0\].size: -\d+ is accepted and then fails",
    ),
    (
        wrong_parameters.RaisesInBind(word="a"),
        "refused",
        r"word: '' is not refused through scope.fail: .*one",
    ),
]


WITHOUT_A_PROCESS = {"bound", "row-pure", "large", "referring", "inverting", "inert", "round-trip"}
"""Laws whose breach is not found by asking another process, and which come after those that are."""


@pytest.fixture(autouse=True)
def _as_before(monkeypatch):
    """Put back what the wrong generators change."""
    monkeypatch.setenv("LAST_BLOCK", "none")
    with np.errstate():
        yield


@pytest.mark.parametrize(
    ("instance", "law", "what"), WRONG, ids=[instance.declaration.type for instance, *_ in WRONG]
)
def test_a_broken_law_is_named_with_a_counter_example(instance, law, what, monkeypatch):
    if law in WITHOUT_A_PROCESS:
        monkeypatch.setattr(check, "LAWS", laws.HERE)
    with pytest.raises(LawBroken) as broken:
        check_generator(instance)
    assert broken.value.law == law
    assert re.search(what, broken.value.what), broken.value.what
    assert str(broken.value) == f"not {law}: {broken.value.what}"
    assert isinstance(broken.value, AssertionError)
