"""bool and optional."""

import numpy as np
import pytest

from ..make import BOOL, INT, assert_share, column, data_type, planned, problems, values

COUNT = 100_000


@pytest.mark.parametrize("prob", [0.15, 0.5, 0.999])
def test_bool_is_true_as_often_as_told(prob):
    found = values(f"{{ type: bool, prob: {prob} }}", COUNT)
    assert_share(sum(found), prob, COUNT)
    assert data_type("{ type: bool, prob: 0.5 }") == BOOL


@pytest.mark.parametrize(("prob", "found"), [("0", False), ("1", True), ("1.0e-300", False)])
def test_bool_at_the_ends(prob, found):
    assert set(values(f"{{ type: bool, prob: {prob} }}", COUNT)) == {found}


@pytest.mark.parametrize("kind", ["bool", "optional"])
@pytest.mark.parametrize("wrong", ["-0.1", "1.0000001", ".nan", '"0.5"', "true", "null"])
def test_probability_is_from_0_to_1(kind, wrong):
    inner = ", inner: { type: uuid }" if kind == "optional" else ""
    (problem,) = problems(f"{{ type: {kind}, prob: {wrong}{inner} }}")
    assert problem[0] == ("prob",)


INNER = {
    "dictionary": "{ type: one_of, values: [a, b, c] }",
    "text": "{ type: uuid }",
    "int": "{ type: uniform_int, min: 0, max: 1000 }",
    "float": "{ type: uniform_float, min: 0, max: 1 }",
    "bool": "{ type: bool, prob: 0.5 }",
    "date": '{ type: date, start: "2020-01-01", end: "2021-01-01" }',
}

every_inner = pytest.mark.parametrize("inner", INNER.values(), ids=INNER)


@every_inner
@pytest.mark.parametrize("prob", [0.08, 0.9])
def test_optional_has_values_as_often_as_told(inner, prob):
    found = column(f"{{ type: optional, prob: {prob}, inner: {inner} }}", COUNT)
    assert found.type == data_type(inner)
    assert_share(len(found) - found.null_count, prob, COUNT)


@every_inner
def test_optional_at_the_ends(inner):
    assert set(values(f"{{ type: optional, prob: 0, inner: {inner} }}")) == {None}
    always = column(f"{{ type: optional, prob: 1, inner: {inner} }}")
    assert always.null_count == 0


@every_inner
def test_probability_decides_which_values_are_there_not_what_they_are(inner):
    some = values(f"{{ type: optional, prob: 0.5, inner: {inner} }}")
    all_of_them = values(f"{{ type: optional, prob: 1, inner: {inner} }}")
    assert all(one in (None, other) for one, other in zip(some, all_of_them, strict=True))


def test_values_are_independent_of_their_presence():
    inner = "{ type: uniform_int, min: 0, max: 2 }"
    found = column(f"{{ type: optional, prob: 0.5, inner: {inner} }}", COUNT).drop_null()
    assert_share(int(np.sum(found.to_numpy())), 0.5, len(found))


def test_optional_within_optional_is_rarer():
    inner = "{ type: optional, prob: 0.5, inner: { type: sequential_id } }"
    found = values(f"{{ type: optional, prob: 0.5, inner: {inner} }}", COUNT)
    assert_share(COUNT - found.count(None), 0.25, COUNT)
    assert all(value in (None, row) for row, value in enumerate(found, 1))


def test_only_optional_columns_are_nullable():
    optional = planned("{ type: optional, prob: 1, inner: { type: sequential_id } }")
    assert optional.schema.field("value").nullable
    assert optional.schema.field("value").type == INT
    assert not planned("{ type: sequential_id }").schema.field("value").nullable


@pytest.mark.parametrize(
    ("inner", "path"),
    [
        ("{ type: uniform_int, min: 5, max: 5 }", ("inner", "min")),
        ("{ type: one_of, values: [] }", ("inner", "values")),
        ("{ type: one_off, values: [a] }", ("inner", "type")),
        ("{ values: [a] }", ("inner",)),
        ("uuid", ("inner",)),
        ("{ type: optional, prob: 2, inner: { type: uuid } }", ("inner", "prob")),
    ],
)
def test_errors_of_the_inner_generator_say_that_they_are_inside(inner, path):
    (problem,) = problems(f"{{ type: optional, prob: 0.5, inner: {inner} }}")
    assert problem[0] == path


def test_optional_needs_an_inner_generator():
    assert problems("{ type: optional, prob: 0.5 }") == [((), "missing key 'inner'")]
