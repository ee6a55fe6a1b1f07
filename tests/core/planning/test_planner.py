"""Config and overrides into a plan: row counts, seeds, references, every problem at once."""

import math

import pytest
from smelt_datagen import ConfigError, UnknownNameError, loads, plan, to_table
from smelt_datagen.plugin import Stream

from ..helpers import NUMBER, PLUGINS, RANDOM, dataset, partition, plan_of, problems_of

REFERENCE = {"name": "user", "generator": {"type": "reference", "dataset": "users"}}


def refused(*datasets, **options):
    with pytest.raises(ConfigError) as error:
        plan_of(*datasets, **options)
    return problems_of(error)


# --- row counts ---


def test_the_scale_factor_scales_every_dataset_but_those_that_refuse():
    planned = plan_of(
        dataset("users", num_rows=100),
        dataset("days", num_rows=6, scale=False),
        dataset("all", num_rows=100, scale=True),
        keys={"scale_factor": 0.29},
    )
    assert [made.row_count for made in planned.datasets] == [29, 6, 29]


def test_an_override_replaces_the_configs_scale_factor():
    planned = plan_of(dataset(num_rows=100), keys={"scale_factor": 0.5}, scale_factor=0.1)
    assert planned["users"].row_count == 10


def test_a_dataset_without_rows_is_an_error_that_says_what_helps():
    (problem,) = refused(dataset(num_rows=99), scale_factor=0.01)
    assert problem.startswith("datasets[users].num_rows: no rows are left")
    for part in ("99", "0.01", "scale: false"):
        assert part in problem


def test_a_dataset_has_at_most_as_many_rows_as_64_bits_number():
    (problem,) = refused(dataset(num_rows=2**62), scale_factor=2.0)
    place, message, product = problem.split(": ")
    assert place == "datasets[users].num_rows"
    assert message == "more rows than 64 bits can number"
    assert product == f"num_rows {2**62} x scale factor 2.0"
    assert plan_of(dataset(num_rows=2**63 - 1))["users"].row_count == 2**63 - 1


@pytest.mark.parametrize("num_rows", [0, -1, "many", 1.5])
@pytest.mark.parametrize("scale", [True, False])
@pytest.mark.parametrize("factor", [1.0, 0.01])
def test_a_number_of_rows_that_is_none_is_one_error(num_rows, scale, factor):
    (problem,) = refused(dataset(num_rows=num_rows, scale=scale), scale_factor=factor)
    assert problem.startswith("datasets[users].num_rows: ")


@pytest.mark.parametrize("factor", [0, 0.0, -1])
def test_a_scale_factor_must_be_above_0(factor):
    (problem,) = refused(dataset(), keys={"scale_factor": factor})
    assert problem.startswith("scale_factor: must be greater than 0")


# --- seeds ---


@pytest.mark.parametrize(
    ("override", "own", "top", "seed"),
    [
        (None, None, None, 42),
        (None, None, 7, 7),
        (None, 8, 7, 8),
        (9, 8, 7, 9),
        (9, None, None, 9),
        (0, 8, 7, 0),
        (None, 0, 7, 0),
        (None, None, 0, 0),
        (None, 2**64 - 1, None, 2**64 - 1),
    ],
)
def test_seeds_take_precedence_from_the_outside_in(override, own, top, seed):
    keys = {} if own is None else {"seed": own}
    outer = {} if top is None else {"seed": top}
    (made,) = plan_of(dataset(**keys), keys=outer, seed=override).datasets
    assert made.seed == seed
    assert made.bound.stream == Stream(seed).child("dataset", "users")


def test_columns_draw_from_their_dataset_and_their_name_alone():
    alone = plan_of(dataset(columns=[RANDOM]))
    among = plan_of(dataset("other"), dataset(columns=[NUMBER, RANDOM], num_rows=20))
    assert to_table(alone["users"])["r"].equals(to_table(among["users"], 0, 10)["r"])


# --- overrides ---


@pytest.mark.parametrize("seed", [-1, 2**64])
def test_a_seed_override_out_of_range_is_refused(seed):
    with pytest.raises(ValueError, match="seed must be from 0"):
        plan_of(dataset(), seed=seed)


@pytest.mark.parametrize("factor", [0, -0.5, math.inf, math.nan])
def test_a_scale_factor_override_out_of_range_is_refused(factor):
    with pytest.raises(ValueError, match="scale_factor must be greater than 0"):
        plan_of(dataset(), scale_factor=factor)


# --- datasets and references ---


def test_selected_datasets_are_all_of_them_unless_named():
    three = [dataset(name) for name in "abc"]
    names = [made.name for made in plan_of(*three).selected]
    assert names == ["a", "b", "c"]
    some = plan_of(*three, datasets=["c", "a", "c"])
    assert [made.name for made in some.selected] == ["c", "a"]
    assert [made.name for made in some.datasets] == ["a", "b", "c"]


def test_selecting_an_unknown_dataset_names_the_nearest():
    with pytest.raises(UnknownNameError, match="there is no dataset 'uses', did you mean 'users'"):
        plan_of(dataset(), datasets=["uses"])


def test_a_plan_finds_its_datasets_by_name():
    planned = plan_of(dataset("a"), dataset("b"))
    assert planned["b"] is planned.datasets[1]
    with pytest.raises(UnknownNameError, match="there is no dataset 'c'"):
        planned["c"]


def test_a_reference_reaches_the_effective_rows_of_an_earlier_dataset():
    planned = plan_of(
        dataset(num_rows=100),
        dataset("orders", num_rows=10_000, columns=[REFERENCE]),
        scale_factor=0.05,
    )
    assert set(to_table(planned["orders"])["user"].to_pylist()) == {1, 2, 3, 4, 5}


@pytest.mark.parametrize(
    ("datasets", "message"),
    [
        ([dataset("users", columns=[REFERENCE])], "cannot refer to itself"),
        ([dataset("user"), dataset("b", columns=[REFERENCE])], "did you mean 'user'?"),
    ],
    ids=["itself", "unknown"],
)
def test_a_reference_must_point_to_another_dataset(datasets, message):
    (problem,) = refused(*datasets)
    assert "].columns[user].generator.dataset: " in problem
    assert "'users'" in problem
    assert message in problem


def test_a_reference_to_a_dataset_in_error_repeats_nothing():
    wrong = {"name": "n", "generator": {"type": "numbr"}}
    (problem,) = refused(dataset(columns=[wrong]), dataset("orders", columns=[REFERENCE]))
    assert problem.startswith("datasets[users].columns[n].generator.type: ")


@pytest.mark.parametrize(
    ("keys", "at"),
    [
        ({"columns": [NUMBER, NUMBER]}, "datasets[users].columns[n].name"),
        ({"columns": [NUMBER], "partition": partition(2, "n")}, "datasets[users].columns[n].name"),
    ],
)
def test_a_column_name_stands_once_in_its_dataset(keys, at):
    (problem,) = refused(dataset(**keys))
    assert problem == f"{at}: duplicate column name 'n' (first at line 1)"


def test_a_dataset_name_stands_once():
    (problem,) = refused(dataset(output="a"), dataset(output="b"))
    assert problem == "datasets[users].name: duplicate dataset name 'users' (first at line 1)"


def test_names_must_not_be_empty():
    problems = refused(dataset("", output="a"), dataset(columns=[{**NUMBER, "name": ""}]))
    assert [problem.partition(": ")[0] for problem in problems] == [
        "datasets[0].name",
        "datasets[users].columns[0].name",
    ]


# --- all problems at once, and the digest ---


def test_every_problem_is_reported_in_the_order_of_the_text():
    text = """
scale_factor: -1
datasets:
  - name: users
    output: users
    num_rows: many
    columns:
      - { name: a, generator: { type: random, low: 10, high: 5 } }
      - { name: b, generator: { type: randm } }
      - { name: a, generator: { type: half_null, inner: { type: random, high: 0 } } }
    colour: red
  - name: users
    output: users/inner
    num_rows: 0
    columns:
      - { name: c, generator: { type: reference, dataset: nobody } }
"""
    with pytest.raises(ConfigError) as error:
        plan(loads(text, "my.yaml"), plugins=PLUGINS)
    places = [line.split(": ")[:2] for line in error.value.lines]
    assert places == [
        ["my.yaml:2:15", "scale_factor"],
        ["my.yaml:6:15", "datasets[users].num_rows"],
        ["my.yaml:8:52", "datasets[users].columns[a].generator.low"],
        ["my.yaml:9:39", "datasets[users].columns[b].generator.type"],
        ["my.yaml:10:17", "datasets[users].columns[a].name"],
        ["my.yaml:10:79", "datasets[users].columns[a].generator.inner.high"],
        ["my.yaml:11:5", "datasets[users].colour"],
        ["my.yaml:12:11", "datasets[users].name"],
        ["my.yaml:13:13", "datasets[users].output"],
        ["my.yaml:14:15", "datasets[users].num_rows"],
        ["my.yaml:16:59", "datasets[users].columns[c].generator.dataset"],
    ]
    assert error.value.exit_code == 2


def test_problems_of_one_line_are_reported_in_its_order():
    unknown = {"name": "n", "generator": {"type": "numbr"}}
    problems = refused(dataset(columns=[unknown, NUMBER]))
    assert [problem.partition(": ")[0] for problem in problems] == [
        "datasets[users].columns[n].generator.type",
        "datasets[users].columns[n].name",
    ]


def test_a_value_that_cannot_be_read_is_one_problem():
    text = "datasets: [{name: a, output: a, num_rows: !x 5, columns: [{name: n, generator: %s}]}]"
    with pytest.raises(ConfigError) as error:
        plan(loads(text % "{type: random, low: !y 1}"), plugins=PLUGINS)
    assert problems_of(error) == [
        "datasets[a].num_rows: has the unknown tag !x",
        "datasets[a].columns[n].generator.low: has the unknown tag !y",
    ]


def test_names_that_differ_in_case_only_are_refused_since_readers_lose_one():
    names = ("Id", "n", "iD", "straße", "STRASSE")
    columns = [{**NUMBER, "name": name} for name in names]
    with pytest.raises(ConfigError) as error:
        plan_of(dataset(columns=columns, partition=partition(2, "N")))
    words = "differs from '{}' in case only: many readers lose one of them (first at line 1)"
    assert problems_of(error) == [
        f"datasets[users].columns[{name}].name: {words.format(other)}"
        for name, other in (("n", "N"), ("iD", "Id"), ("STRASSE", "straße"))
    ]
