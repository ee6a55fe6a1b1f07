"""YAML values into typed ones: every error at once, each with its path."""

import contextlib
import datetime

import attrs
import pyarrow as pa
import pytest
from smelt_datagen import ConfigError, Plugins, loads, plan
from smelt_datagen.config.problems import StructureError
from smelt_datagen.config.structuring import Structurer
from smelt_datagen.plugin import Generator, Scalar, generator, param
from smelt_datagen.plugins.registry import Origin, Plugin
from smelt_datagen.protocol.scope import BindFailure

from ..helpers import HalfNull, Number, Random, dataset, plan_of


@generator("everything", example="{}")
class Everything(Generator):
    """One parameter of every shape."""

    count: int = param("A bounded number.", ge=1)
    texts: list[str] = param("A list.", default=())
    scalars: tuple[Scalar, ...] = param("A tuple.", default=())
    shares: dict[str, float] = param("A mapping.", default=None)
    inner: Generator | None = param("A generator or none.", default=None)
    fields: dict[str, Generator] = param("Named generators.", default=None)
    many: list[Generator] = param("Generators.", default=())
    day: datetime.date | None = param("A day or none.", default=None)

    data_type = pa.int64()

    def bind(self, scope):
        inner = {("inner",): self.inner} if self.inner else {}
        inner |= {("fields", name): made for name, made in (self.fields or {}).items()}
        inner |= {("many", number): made for number, made in enumerate(self.many)}
        for path, made in inner.items():
            with contextlib.suppress(BindFailure):
                scope.bind(made, *path)
        scope.stop_if_failed()
        return self


PLUGINS = Plugins((Plugin(Origin("acme", "1", "a"), (Everything, HalfNull, Number, Random)),))
STRUCTURER = Structurer(PLUGINS.generator)
AT = ("datasets", 0, "columns", 0, "generator")


def structured(**parameters):
    return STRUCTURER.structure({"type": "everything", **parameters}, Generator)


def refused(value, plugins=PLUGINS):
    """Plan a column with this generator and return the problems, with paths from there down."""
    column = {"name": "c", "generator": value}
    with pytest.raises(ConfigError) as error:
        plan_of(dataset(columns=[column]), plugins=plugins)
    found = error.value.problems
    assert {problem.path[:5] for problem in found} == {AT}
    return [attrs.evolve(problem, path=problem.path[5:]) for problem in found]


def problems(value, **options):
    return [(problem.path, problem.message) for problem in refused(value, **options)]


def problems_of(**parameters):
    return problems({"type": "everything", "count": 1, **parameters})


# --- values ---


def test_parameters_have_the_types_that_the_class_declares():
    made = structured(
        count=3,
        texts=["a", "b"],
        scalars=[1, "x", 1.5, True],
        shares={"a": 1, "b": 0.5},
        inner={"type": "number"},
        fields={"f": {"type": "random", "high": 5}},
        many=[{"type": "number"}, {"type": "random"}],
        day="2024-02-29",
    )
    assert made == Everything(
        count=3,
        texts=["a", "b"],
        scalars=(1, "x", 1.5, True),
        shares={"a": 1.0, "b": 0.5},
        inner=Number(),
        fields={"f": Random(high=5)},
        many=[Number(), Random()],
        day=datetime.date(2024, 2, 29),
    )
    assert [type(value) for value in made.scalars] == [int, str, float, bool]
    assert isinstance(made.shares["a"], float)


def test_parameters_that_are_not_there_have_their_defaults():
    assert structured(count=1) == Everything(count=1)


def test_null_stands_where_the_type_allows_it():
    assert structured(count=1, inner=None, day=None) == Everything(count=1)


def test_generators_nest_in_generators():
    value = {"type": "half_null", "inner": {"type": "half_null", "inner": {"type": "number"}}}
    made = STRUCTURER.structure(value, Generator)
    assert made == HalfNull(inner=HalfNull(inner=Number()))


# --- errors ---


@pytest.mark.parametrize(
    ("parameters", "path", "message"),
    [
        ({"count": 0}, ("count",), "must be at least 1 (found 0)"),
        ({"count": "1"}, ("count",), 'expected an integer, found "1"'),
        ({"count": None}, ("count",), "expected an integer, found null"),
        ({"texts": "a"}, ("texts",), 'expected a list, found "a"'),
        ({"texts": ["a", 5]}, ("texts", 1), "expected a string, found 5: write it in quotes"),
        ({"texts": None}, ("texts",), "expected a list, found null"),
        ({"scalars": [1, [2]]}, ("scalars", 1), "expected a string, a number, true or false"),
        ({"shares": [1]}, ("shares",), "expected a mapping, found a list"),
        ({"shares": {"a": "x"}}, ("shares", "a"), 'expected a number, found "x"'),
        ({"inner": 5}, ("inner",), "expected a generator (a mapping with 'type'), found 5"),
        ({"inner": {}}, ("inner",), "missing key 'type'"),
        ({"inner": {"type": 5}}, ("inner", "type"), "expected a generator type, found 5"),
        ({"inner": {"type": "randm"}}, ("inner", "type"), "there is no generator type 'randm', "),
        ({"inner": {"type": "half_null"}}, ("inner",), "missing key 'inner'"),
        ({"fields": {"f": {"type": "random", "high": 0}}}, ("fields", "f", "high"), "must be"),
        ({"many": [{"type": "number"}, 5]}, ("many", 1), "expected a generator"),
        ({"many": [{"type": "number", "x": 1}]}, ("many", 0, "x"), "unknown key 'x'"),
        ({"day": "2023-02-29"}, ("day",), "there is no such date"),
        ({"coun": 2}, ("coun",), "unknown key 'coun', did you mean 'count'?"),
    ],
)
def test_an_error_has_the_path_of_its_value(parameters, path, message):
    ((found_path, found),) = problems_of(**parameters)
    assert found_path == path
    assert found.startswith(message)


def test_a_missing_parameter_is_named_at_its_generator():
    assert problems({"type": "everything"}) == [((), "missing key 'count'")]


def test_every_error_is_reported_at_once():
    found = problems_of(
        count=0,
        texts=[1, "a", 2],
        shares={"a": "x", "b": 1, "c": None},
        inner={"type": "half_null", "inner": {"type": "random", "low": "x", "high": -1}},
        many=[{"type": "nothing"}, {"type": "number", "extra": 1}],
        colour="red",
        size=5,
    )
    assert {path for path, _ in found} == {
        ("count",),
        ("texts", 0),
        ("texts", 2),
        ("shares", "a"),
        ("shares", "c"),
        ("inner", "inner", "low"),
        ("inner", "inner", "high"),
        ("many", 0, "type"),
        ("many", 1, "extra"),
        ("colour",),
        ("size",),
    }
    assert len(found) == 11


def test_unknown_keys_point_at_the_key_and_others_at_the_value():
    found = refused({"type": "everything", "count": 0, "colour": "red"})
    assert {problem.path: problem.on_key for problem in found} == {
        ("count",): False,
        ("colour",): True,
    }


@pytest.mark.parametrize("value", [None, "number", 5, [{"type": "number"}]])
def test_a_generator_is_a_mapping(value):
    ((path, message),) = problems(value)
    assert path == ()
    assert message.startswith("expected a generator (a mapping with 'type'), found ")


def test_an_unknown_type_names_the_nearest():
    value = {"type": "everythin", "nonsense": 1}
    assert problems(value) == [
        (("type",), "there is no generator type 'everythin', did you mean 'everything'?")
    ]


def test_a_type_of_two_plugins_names_both():
    two = Plugins(
        (
            Plugin(Origin("acme", "1.0", "a"), (Number,)),
            Plugin(Origin("zeta", "2.0", "a"), (Number,)),
        )
    )
    assert problems({"type": "number"}, plugins=two) == [
        (("type",), "'number' is provided by two plugins: acme 1.0 and zeta 2.0")
    ]


def test_keys_that_are_no_strings_are_unknown_keys():
    column = "{name: c, generator: {type: number, 5: 1, true: 2, null: 3}}"
    text = f"datasets: [{{name: a, output: a, num_rows: 1, columns: [{column}]}}]"
    with pytest.raises(ConfigError) as error:
        plan(loads(text), plugins=PLUGINS)
    keys = [problem.message.split("'")[1] for problem in error.value.problems]
    assert sorted(keys) == ["5", "null", "true"]


def test_values_need_no_plugins():
    assert Structurer().structure([1, 2], list[int]) == [1, 2]
    with pytest.raises(StructureError) as error:
        Structurer().structure([1, "x", True], list[int])
    assert [(problem.path, problem.message) for problem in error.value.problems] == [
        ((1,), 'expected an integer, found "x"'),
        ((2,), "expected an integer, found true"),
    ]


@pytest.mark.parametrize(
    ("as_type", "value", "wanted"),
    [
        (int | str, 3, 3),
        (int | str, "x", "x"),
        (int | list[int], [1], [1]),
        (float | str | None, None, None),
        (float | str | None, 2, 2.0),
    ],
)
def test_a_union_takes_what_its_first_fitting_part_takes(as_type, value, wanted):
    made = STRUCTURER.structure(value, as_type)
    assert made == wanted
    assert type(made) is type(wanted)


def test_a_union_refuses_with_what_each_part_expects():
    with pytest.raises(StructureError) as error:
        STRUCTURER.structure([], int | str)
    (problem,) = error.value.problems
    assert (
        "expected an integer, found an empty list, or expected a string, found an empty list"
        in problem.message
    )
