"""Dataset keys that a plugin owns, as its author sees them."""

import types

import attrs
import pyarrow as pa
import pytest
from smelt_datagen import ConfigError, discover, to_table
from smelt_datagen.arrays import arrow_array
from smelt_datagen.plugin import (
    Block,
    Column,
    ColumnType,
    Dataset,
    Generator,
    Section,
    generator,
    hookimpl,
    param,
    section,
)
from smelt_datagen.plugins import discovery as plugins

from ..fake_plugins import Distribution, EntryPoint
from ..helpers import (
    GENERATORS,
    NUMBER,
    config_of,
    dataset,
    plan_of,
    problems_of,
)


@attrs.frozen(kw_only=True)
class Station:
    """A named generator of readings."""

    name: str = param("Its name.")
    reading: Generator = param("What it reads.")
    size: int = param("Readings that it has.", default=5, ge=1)


@section
class Weather(Section):
    """Stations whose readings columns can take."""

    stations: list[Station] = param("The stations.", factory=list)
    weather_offset: int = param("Added to every reading.", default=0)

    def bind(self, scope):
        bound = {}
        for number, station in enumerate(self.stations):
            if station.name in bound:
                scope.fail("twice", "stations", number, "name")
            stream = scope.own.stream.child("stations", station.name)
            inside = scope.inside(Dataset("readings", station.size, stream), "stations", number)
            bound[station.name] = (inside.own, inside.bind(station.reading, "reading"))
        return self.weather_offset, bound


@generator("reading", example="{ type: reading, station: north }")
class Reading(Generator):
    """A random reading of a station."""

    station: str = param("The station's name.")

    data_type = pa.int64()

    def bind(self, scope):
        weather = scope.section(Weather)
        if weather is None:
            scope.fail("needs the dataset key 'stations'")
        offset, stations = weather
        if self.station not in stations:
            scope.fail(f"there is no station '{self.station}'", "station")
        readings, column = stations[self.station]
        return ReadingColumn(readings, column, offset)


@attrs.frozen(eq=False)
class ReadingColumn(Column):
    readings: Dataset
    column: Column
    offset: int

    type = ColumnType(pa.int64())

    def generate(self, block):
        rows = self.readings.rows(block.integers(0, self.readings.row_count))
        values = self.column.generate(Block(rows, self.readings.stream)).to_numpy()
        return arrow_array(values + self.offset)


@generator("place", example="{ type: place }")
class Place(Generator):
    """Says as an error at which place it is bound, and how many rows there are."""

    data_type = pa.int64()

    def bind(self, scope):
        scope.fail(f"{scope.place} {scope.row_count}")


def plugin(sections=(Weather,)):
    """Return the module of a plugin with a section, as its author would write it."""
    module = types.ModuleType("weather")

    @hookimpl
    def smelt_datagen_sections():
        return list(sections)

    @hookimpl
    def smelt_datagen_generators():
        return [Reading, Place, *GENERATORS]

    module.smelt_datagen_sections = smelt_datagen_sections
    module.smelt_datagen_generators = smelt_datagen_generators
    return module


@pytest.fixture
def found(monkeypatch):
    """Return the plugins when that one is all that is installed."""
    return discovered(monkeypatch, plugin())


def discovered(monkeypatch, *modules):
    points = [
        EntryPoint(f"plugin-{number}", Distribution("smelt-datagen"), module)
        for number, module in enumerate(modules)
    ]
    monkeypatch.setattr(plugins, "entry_points", lambda *_groups: points)
    return discover()


NORTH = {"name": "north", "reading": {"type": "number"}}
TAKEN = {"name": "t", "generator": {"type": "reading", "station": "north"}}


def taken(found, *, rows=200, columns=(TAKEN,), **keys):
    planned = plan_of(dataset(num_rows=rows, columns=columns, **keys), plugins=found)
    return to_table(planned["users"]).column("t").to_pylist()


def refused(found, **keys):
    with pytest.raises(ConfigError) as error:
        taken(found, **keys)
    return problems_of(error)


def test_a_generator_takes_what_its_section_was_bound_to(found):
    assert found.warnings == ()
    assert set(taken(found, stations=[NORTH])) == {0, 1, 2, 3, 4}
    assert set(taken(found, stations=[{**NORTH, "size": 2}], weather_offset=10)) == {10, 11}


def test_a_section_is_bound_once_and_per_dataset(found):
    config = [
        dataset("one", num_rows=50, columns=[TAKEN], stations=[NORTH]),
        dataset("two", num_rows=50, columns=[TAKEN], stations=[{**NORTH, "size": 1}]),
    ]
    planned = plan_of(*config, plugins=found)
    assert max(to_table(planned["one"]).column("t").to_pylist()) == 4
    assert set(to_table(planned["two"]).column("t").to_pylist()) == {0}


def test_a_dataset_without_the_keys_has_no_section(found):
    assert refused(found) == [
        "datasets[users].columns[t].generator: needs the dataset key 'stations'"
    ]


def test_a_section_is_bound_when_any_of_its_keys_is_there(found):
    at = "datasets[users].columns[t].generator.station"
    assert refused(found, weather_offset=3) == [f"{at}: there is no station 'north'"]


def test_generators_reach_a_section_wherever_they_stand(found):
    inside = {"name": "t", "generator": {"type": "half_null", "inner": TAKEN["generator"]}}
    assert set(taken(found, columns=[inside], stations=[NORTH])) == {None, 0, 1, 2, 3, 4}
    entity = {"pool_ratio": 0.5, "columns": [TAKEN]}
    assert set(taken(found, columns=[NUMBER], entity=entity, stations=[NORTH])) == {0, 1, 2, 3, 4}


def test_what_a_section_evaluates_knows_its_place_and_its_rows(found):
    station = {"name": "north", "reading": {"type": "place"}, "size": 7}
    assert refused(found, stations=[station], columns=[NUMBER]) == [
        "datasets[users].stations[north].reading: section 7"
    ]


def test_a_column_knows_its_place_and_its_rows(found):
    column = {"name": "c", "generator": {"type": "place"}}
    attribute = {"name": "a", "generator": {"type": "place"}}
    entity = {"pool_ratio": 0.5, "columns": [attribute]}
    assert refused(found, rows=200, columns=[column], entity=entity) == [
        "datasets[users].entity.columns[a].generator: entity 100",
        "datasets[users].columns[c].generator: columns 200",
    ]


def test_values_of_a_section_may_not_be_coerced(found):
    assert refused(found, stations=[{**NORTH, "size": "7"}], columns=[NUMBER]) == [
        'datasets[users].stations[north].size: expected an integer, found "7"'
    ]


@pytest.mark.parametrize(
    ("station", "problem"),
    [
        ({**NORTH, "size": 0}, "stations[north].size: must be at least 1 (found 0)"),
        ({**NORTH, "sise": 1}, "stations[north].sise: unknown key 'sise', did you mean 'size'?"),
        ({"name": "north"}, "stations[north]: missing key 'reading'"),
        (
            {**NORTH, "reading": {"type": "random", "low": 9, "high": 9}},
            "stations[north].reading.low: must be less than high (got 9, high is 9)",
        ),
    ],
)
def test_an_error_in_a_section_is_reported_once_at_its_place(found, station, problem):
    assert refused(found, stations=[station]) == [f"datasets[users].{problem}"]


def test_generators_in_a_section_in_error_are_bound_for_their_own_errors(found):
    wrong = {"type": "random", "low": 9, "high": 9}
    problems = refused(found, stations=[{"name": "north", "size": 0, "reading": wrong}])
    assert sorted(problems) == [
        "datasets[users].stations[north].reading.low: must be less than high (got 9, high is 9)",
        "datasets[users].stations[north].size: must be at least 1 (found 0)",
    ]


def test_a_failure_of_bind_is_not_repeated_by_the_generators(found):
    assert refused(found, stations=[NORTH, NORTH], columns=[TAKEN]) == [
        "datasets[users].stations[north].name: twice"
    ]


def test_an_unknown_dataset_key_names_those_of_sections_too(found):
    assert refused(found, columns=[NUMBER], weather_ofset=1) == [
        "datasets[users].weather_ofset: unknown key 'weather_ofset', did you mean 'weather_offset'?"
    ]


def test_what_no_section_is_fails_the_plugin_alone(monkeypatch):
    found = discovered(monkeypatch, plugin(sections=[int]), plugin())
    assert [one.status for one in found.found] == ["failed", "ok"]
    assert "which is no Section class" in found.warnings[0]


def test_sections_are_documented_and_have_defaults():
    with pytest.raises(TypeError, match=r"must derive from smelt_datagen\.Section"):
        section(type("Odd", (), {"__doc__": "Odd."}))
    with pytest.raises(TypeError, match="needs a docstring"):
        section(type("Mute", (Section,), {"__doc__": None}))
    bare = {"__doc__": "Bare.", "__annotations__": {"key": int}, "key": param("A key.")}
    with pytest.raises(TypeError, match=r"Bare\.key: a dataset key needs a default"):
        section(type("Bare", (Section,), bare))
    odd = {"__doc__": "Odd.", "__annotations__": {"key": int}, "key": attrs.field(default=1)}
    with pytest.raises(TypeError, match=r"Odd\.key: declare it with param\(\.\.\.\)"):
        section(type("Odd", (Section,), odd))


def test_a_section_draws_from_its_datasets_stream(found):
    random = {"name": "north", "reading": {"type": "random"}}
    assert taken(found, stations=[random]) == taken(found, stations=[random])
    assert taken(found, stations=[random]) != taken(found, stations=[random], seed=1)
    assert config_of(dataset(stations=[random])).datasets[0].extra == {"stations": [random]}
