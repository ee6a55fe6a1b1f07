"""What stands in a config is read once for all places that say the same."""

import itertools

import pytest
from smelt_datagen import ConfigError
from smelt_datagen.config.structuring import Structurer
from smelt_datagen.planning.on_demand import OnDemand
from smelt_datagen.planning.written import Written
from smelt_datagen.plugin import ConfigFile, Generator, generator, param

from ..helpers import PLUGINS, Number, dataset, plan_of, plugins_of, problems_of


@generator("reading", example="{ type: reading, file: x.txt }")
class Reading(Number):
    """A number, whatever is in the file."""

    file: ConfigFile = param("The file.")


def written(plugins=PLUGINS, folder=None):
    structurer = (
        Structurer(plugins.generator) if folder is None else Structurer(plugins.generator, folder)
    )
    return Written(structurer, [], OnDemand())


def test_what_is_written_alike_is_one_object():
    reader = written()
    values = [{"type": "random", "low": 1, "high": 5} for _ in range(2)]
    one, other = (reader.read(value, Generator, ("a", place)) for place, value in enumerate(values))
    assert one is other
    assert (one.low, one.high) == (1, 5)


def test_values_that_python_holds_for_equal_are_read_apart():
    reader = written()
    kinds = [1, 1.0, True, "1"]
    for first, second in itertools.permutations(kinds, 2):
        fresh = written()
        fresh.read({"type": "random", "low": first}, Generator, ())
        found = fresh.read({"type": "random", "low": second}, Generator, ())
        alone = reader.read({"type": "random", "low": second}, Generator, ())
        assert type(found) is type(alone)
        assert type(getattr(found, "low", None)) is type(getattr(alone, "low", None))


def test_an_error_is_reported_wherever_it_stands():
    columns = [{"name": name, "generator": {"type": "random", "low": "x"}} for name in "ab"]
    with pytest.raises(ConfigError) as error:
        plan_of(dataset(columns=columns))
    assert [problem.split(":")[0] for problem in problems_of(error)] == [
        "datasets[users].columns[a].generator.low",
        "datasets[users].columns[b].generator.low",
    ]


def test_a_file_that_two_name_is_needed_by_both(tmp_path):
    (tmp_path / "x.txt").write_text("x")
    reader = written(plugins_of(Reading), tmp_path)
    for key in "ab":
        with reader.demand.making(key):
            reader.read({"type": "reading", "file": "x.txt"}, Generator, ())
    assert [reader.demand.needs([key]) for key in "ab"] == [
        (key, (tmp_path / "x.txt").resolve()) for key in "ab"
    ]
