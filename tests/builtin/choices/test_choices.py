"""constant, weighted_choice, one_of and cycle."""

import json
from collections import Counter

import pytest
from smelt_datagen import ConfigError, loads, plan, to_table

from ..make import (
    BOOL,
    FLOAT,
    INT,
    STRING,
    assert_share,
    assert_shares,
    column,
    data_type,
    problems,
    values,
)

COUNT = 50_000
SMALLEST, LARGEST = -(2**63), 2**63 - 1

# --- constant ---


@pytest.mark.parametrize(
    ("written", "value", "kind"),
    [
        ('"active"', "active", STRING),
        ('""', "", STRING),
        ("Zürich 東京 🙂", "Zürich 東京 🙂", STRING),
        (r'"a\0b\n"', "a\0b\n", STRING),
        ("NO", "NO", STRING),
        ('"12"', "12", STRING),
        ("2024-01-01", "2024-01-01", STRING),
        ("12:30", "12:30", STRING),
        ("12", 12, INT),
        (str(SMALLEST), SMALLEST, INT),
        (str(LARGEST), LARGEST, INT),
        ("1.0", 1.0, FLOAT),
        ("1.0e+300", 1e300, FLOAT),
        ("true", True, BOOL),
        ("false", False, BOOL),
    ],
)
def test_constant_has_the_yaml_type_of_its_value(written, value, kind):
    found = column(f"{{ type: constant, value: {written} }}", 3)
    assert found.type == kind
    assert found.to_pylist() == [value] * 3


@pytest.mark.parametrize(
    "wrong", ["null", "[a]", "{ a: 1 }", ".nan", ".inf", "9223372036854775808"]
)
def test_constant_is_one_finite_scalar(wrong):
    (problem,) = problems(f"{{ type: constant, value: {wrong} }}")
    assert problem[0] == ("value",)


# --- weighted_choice ---


def test_weighted_choice_follows_its_weights():
    found = Counter(values("{ type: weighted_choice, values: { a: 7, b: 1, '': 2 } }", COUNT))
    assert set(found) == {"a", "b", ""}
    assert_shares([found["a"], found["b"], found[""]], [0.7, 0.1, 0.2])


def test_weights_are_normalised():
    small = values("{ type: weighted_choice, values: { a: 0.25, b: 0.75 } }")
    assert values("{ type: weighted_choice, values: { a: 25, b: 75 } }") == small
    assert values("{ type: weighted_choice, values: { a: 1.0e-300, b: 3.0e-300 } }") == small


def test_a_value_without_weight_never_comes():
    for weights in ("{ a: 0, b: 1, c: 1 }", "{ b: 1, a: 0, c: 1 }", "{ b: 1, c: 1, a: 0 }"):
        found = Counter(values(f"{{ type: weighted_choice, values: {weights} }}", COUNT))
        assert set(found) == {"b", "c"}
        assert_share(found["b"], 0.5, COUNT)


def test_a_rare_value_comes_as_often_as_it_should():
    count = 1_000_000
    generator = "{ type: weighted_choice, values: { common: 1, rare: 0.0001 } }"
    assert_share(values(generator, count).count("rare"), 0.0001 / 1.0001, count)


@pytest.mark.parametrize(
    ("weights", "kind"),
    [
        ("{ a: 1, b: 1 }", STRING),
        ("{ 1: 1, 2: 1 }", INT),
        ("{ 1: 1, 2.5: 1 }", FLOAT),
        ("{ true: 1, false: 3 }", BOOL),
        ('{ "1": 1, "true": 1 }', STRING),
        ("{ NO: 1, yes: 1 }", STRING),
    ],
)
def test_choices_have_the_yaml_type_of_their_values(weights, kind):
    assert data_type(f"{{ type: weighted_choice, values: {weights} }}") == kind


@pytest.mark.parametrize(
    ("weights", "path"),
    [
        ("{}", ("values",)),
        ("{ a: 0, b: 0 }", ("values",)),
        ("{ a: 1, b: -1 }", ("values", "b")),
        ("{ a: 1, b: .nan }", ("values", "b")),
        ("{ a: .inf }", ("values", "a")),
        ('{ a: "1" }', ("values", "a")),
        ("{ a: 1, 2: 1 }", ("values",)),
        ("{ a: 1, true: 1 }", ("values",)),
        ("[a, b]", ("values",)),
    ],
)
def test_weighted_choice_names_the_weight_that_is_wrong(weights, path):
    assert path in [
        where for where, _ in problems(f"{{ type: weighted_choice, values: {weights} }}")
    ]


def test_a_number_and_a_boolean_that_python_holds_equal_are_one_key():
    text = "{ type: weighted_choice, values: { 1: 1, true: 1 } }"
    with pytest.raises(ConfigError, match="duplicate key"):
        plan(loads(f"datasets: [{text}]"))


def test_every_negative_weight_is_named():
    found = problems("{ type: weighted_choice, values: { a: -1, b: 1, c: -2 } }")
    assert [path for path, _ in found] == [("values", "a"), ("values", "c")]


# --- one_of ---


def test_one_of_is_uniform():
    found = Counter(values("{ type: one_of, values: [US, UK, DE, FR, CA, AU, ''] }", COUNT))
    assert_shares(sorted(found.values()), [1 / 7] * 7)


def test_a_value_listed_twice_counts_twice():
    found = Counter(values("{ type: one_of, values: [a, b, a, c] }", COUNT))
    assert_shares([found["a"], found["b"], found["c"]], [0.5, 0.25, 0.25])


def test_many_values_are_all_drawn():
    written = json.dumps([f"value {i}" for i in range(40_000)])
    found = Counter(values(f"{{ type: one_of, values: {written} }}", 200_000))
    # each is missed with probability (1 - 1/40000)^200000, about exp(-5)
    assert_share(40_000 - len(found), 0.0067367, 40_000)


@pytest.mark.parametrize(
    ("written", "kind", "found"),
    [
        ("[only]", STRING, {"only"}),
        (f"[{SMALLEST}, {LARGEST}]", INT, {SMALLEST, LARGEST}),
        ("[1, 0.5]", FLOAT, {1.0, 0.5}),
        ("[true, false]", BOOL, {True, False}),
        ("[ä, 🙂, '']", STRING, {"ä", "🙂", ""}),
    ],
)
def test_one_of_has_the_yaml_type_of_its_values(written, kind, found):
    made = column(f"{{ type: one_of, values: {written} }}")
    assert made.type == kind
    assert set(made.to_pylist()) == found


@pytest.mark.parametrize(
    ("written", "path"),
    [
        ("[]", ("values",)),
        ("[a, 1]", ("values",)),
        ("[1, true]", ("values",)),
        ("[a, null]", ("values", 1)),
        ("[a, [b]]", ("values", 1)),
        ("{ a: 1 }", ("values",)),
        ("a", ("values",)),
    ],
)
def test_one_of_names_what_is_wrong(written, path):
    assert path in [where for where, _ in problems(f"{{ type: one_of, values: {written} }}")]


def test_mixed_types_are_told_to_be_quoted():
    ((_, message),) = problems("{ type: one_of, values: [a, 1, true] }")
    assert message == (
        "mixes strings and booleans and integers, but a column has one type: "
        "put quotes around all that are to be strings"
    )


# --- cycle ---

TURNS = """
datasets:
  - name: a
    output: a
    num_rows: 1000000000000
    columns: [{{ name: c, generator: {{ type: cycle, values: {values} }} }}]
"""


@pytest.mark.parametrize("given", [["n", "e", "s", "w"], [1, 2, 1], [True], [0.5, 1.0]])
def test_cycle_gives_its_values_in_turn_wherever_one_begins(given):
    planned = plan(loads(TURNS.format(values=json.dumps(given))))["a"]
    for start in (0, 5, 999_999_999_990):
        found = to_table(planned, start, start + 10)["c"].to_pylist()
        assert found == [given[row % len(given)] for row in range(start, start + 10)]


def test_cycle_needs_a_value():
    with pytest.raises(ConfigError, match="values: must have at least one value"):
        plan(loads(TURNS.format(values="[]")))
