"""The column key correlate: draws that go with those of another column."""

import math

import numpy as np
import pytest
from smelt_datagen import to_table

from .draw_tables import ONE, made

MANY = 200_000


def ranks(array):
    order = np.argsort(np.array(array), kind="stable")
    result = np.empty(len(order), dtype=np.int64)
    result[order] = np.arange(len(order))
    return result


def spearman(one, other):
    return float(np.corrcoef(ranks(one), ranks(other))[0, 1])


def tolerance(rho, rows):
    """Return four standard errors of a rank correlation (Bonett and Wright 2000)."""
    return 4 * (1 - rho * rho) * math.sqrt((1 + rho * rho / 2) / (rows - 3))


def assert_uniform(array):
    """Fail unless the Kolmogorov-Smirnov distance is one that 999 of 1,000 samples stay below."""
    found = np.sort(np.array(array))
    places = np.arange(len(found)) / len(found)
    distance = max((found - places).max(), (places - found).max() + 1 / len(found))
    assert distance < 1.95 / math.sqrt(len(found))


@pytest.mark.parametrize("other", ["exact: true", "hidden: false"])
@pytest.mark.parametrize("rho", [-0.9, 0, 0.5, 0.95])
def test_the_rank_correlation_is_the_one_that_is_asked_for(rho, other):
    table = to_table(
        made(
            f"{{ name: x, {other}, generator: {ONE} }}",
            f"{{ name: y, correlate: {{ with: x, spearman: {rho} }}, generator: {ONE} }}",
            rows=MANY,
        )
    )
    assert abs(spearman(table["x"], table["y"]) - rho) < tolerance(rho, MANY)
    assert_uniform(table["y"])


@pytest.mark.parametrize("rho", [1, -1.0])
def test_ranks_are_the_same_at_the_ends(rho):
    wide = f"{{ type: uniform_int, min: {-(2**63)}, max: {2**63 - 1} }}"
    table = to_table(
        made(
            f"{{ name: x, generator: {wide} }}",
            f"{{ name: y, correlate: {{ with: x, spearman: {rho} }}, generator: {wide} }}",
        )
    )
    expected = ranks(table["x"]) if rho == 1 else 999 - ranks(table["x"])
    assert (ranks(table["y"]) == expected).all()


def test_correlation_goes_on_along_a_chain_and_with_nulls():
    table = to_table(
        made(
            f"{{ name: x, null_fraction: 0.5, generator: {ONE} }}",
            f"{{ name: y, correlate: {{ with: x, spearman: 0.9 }}, generator: {ONE} }}",
            "{ name: z, correlate: { with: y, spearman: 1 }, null_fraction: 0.1, generator: "
            f"{ONE} }}",
            rows=MANY,
        )
    )
    x, y, z = (np.array(table[name], dtype=np.float64) for name in "xyz")
    assert (y == z)[~np.isnan(z)].all()
    present = ~np.isnan(x)
    assert abs(spearman(x[present], y[present]) - 0.9) < tolerance(0.9, present.sum())


def test_with_an_ordered_column_values_rise_along_the_rows():
    table = to_table(
        made(
            '{ name: day, order: asc, generator: { type: date, start: "2024-01-01", '
            'end: "2025-01-01" } }',
            f"{{ name: y, correlate: {{ with: day, spearman: 0.8 }}, generator: {ONE} }}",
            rows=MANY,
        )
    )
    assert abs(spearman(np.arange(MANY), table["y"]) - 0.8) < tolerance(0.8, MANY)


def test_true_goes_with_the_larger_values():
    table = to_table(
        made(
            "{ name: x, generator: { type: bool, prob: 0.3 } }",
            "{ name: y, correlate: { with: x, spearman: 1 }, generator: "
            "{ type: uniform_float, min: 0, max: 1 } }",
            "{ name: z, correlate: { with: y, spearman: 1 }, generator: "
            "{ type: bool, prob: 0.3 } }",
        )
    )
    x, y, z = (np.array(table[name]) for name in "xyz")
    assert y[x].min() > y[~x].max()
    assert (x == z).all()


def test_a_foreign_key_goes_with_another_column():
    table = to_table(
        made(
            "{ name: x, generator: { type: foreign_key, dataset: shops } }",
            f"{{ name: y, correlate: {{ with: x, spearman: 1 }}, generator: {ONE} }}",
        )
    )
    assert (np.floor(np.array(table["y"]) * 7) + 1 == np.array(table["x"])).all()


def test_a_column_goes_with_the_draw_of_the_other_and_not_with_its_parameters():
    def other(name, most):
        generator = f"{{ type: uniform_int, min: 0, max: {most} }}"
        return to_table(
            made(
                f"{{ name: {name}, generator: {generator} }}",
                f"{{ name: y, correlate: {{ with: {name}, spearman: 0.5 }}, generator: {ONE} }}",
            )
        )["y"]

    assert other("x", 10).equals(other("x", 1000))
    assert not other("x", 10).equals(other("z", 10))


def test_columns_of_entities_go_with_each_other():
    entity = (
        f"{{ pool_ratio: 0.1, columns: [{{ name: x, generator: {ONE} }}, "
        f"{{ name: y, correlate: {{ with: x, spearman: 1 }}, generator: {ONE} }}] }}"
    )
    table = to_table(made("{ name: i, generator: { type: sequential_id } }", entity=entity))
    assert table["x"].equals(table["y"])
