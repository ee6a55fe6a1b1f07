"""The column keys order and exact: draws from the ranks of the rows."""

import math
from collections import Counter
from itertools import pairwise

import numpy as np
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st
from smelt_datagen import loads, plan, to_table, write

from ..planning.draw_tables import INVERTING, ONE, SHOPS, made, values

# --- order ---


@pytest.mark.parametrize("name", INVERTING)
def test_values_rise_or_fall_along_the_rows(name):
    rising = values("order: asc", INVERTING[name]).to_pylist()
    assert rising == sorted(rising)
    assert len(set(rising)) > 1
    falling = values("order: desc", INVERTING[name]).to_pylist()
    assert falling == sorted(falling, reverse=True)


def test_the_order_of_a_choice_is_that_in_which_it_is_written():
    found = values("order: asc", "{ type: one_of, values: [small, medium, large] }").to_pylist()
    assert list(dict.fromkeys(found)) == ["small", "medium", "large"]


@pytest.mark.parametrize("key", ["order: asc", "order: desc"])
def test_a_row_has_a_value_of_its_own_stretch_of_the_distribution(key):
    found = np.array(values(key, ONE, rows=500))
    place = np.arange(500) if "asc" in key else np.arange(500)[::-1]
    assert (np.floor(found * 500) == place).all()
    within = found * 500 - place
    assert abs(within.mean() - 0.5) < 4 / math.sqrt(12 * 500)


@pytest.mark.parametrize("rows", [2**31, 2**32, 2**32 + 5, 2**48, 2**63 - 1])
@pytest.mark.parametrize("key", ["order: asc", "order: asc, exact: true", "order: desc"])
def test_order_holds_in_the_largest_datasets(rows, key):
    wide = f"{{ type: uniform_int, min: {-(2**63)}, max: {2**63 - 1} }}"
    dataset = made(f"{{ name: c, {key}, generator: {wide} }}", rows=rows).bound
    index = sorted({edge + step for edge in (0, rows // 3, rows - 9) for step in range(9)})
    found = dataset.rows(np.array(index, dtype=np.uint64)).column("c").to_pylist()
    assert found == sorted(found, reverse="desc" in key)
    places = index if "asc" in key else [rows - 1 - row for row in index]
    near = [(place + 0.5) / rows for place in places]
    assert [(value + 2**63) / 2**64 for value in found] == pytest.approx(near, abs=1 / rows)


def test_the_first_day_of_a_partition_has_the_least_values():
    day = '{ column: day, start: "2025-01-01", days: 5 }'
    table = to_table(
        made(f"{{ name: c, order: asc, generator: {ONE} }}", rows=50, partition=day), 0, 50
    )
    assert table["c"].to_pylist() == sorted(table["c"].to_pylist())
    assert max(table["c"].to_pylist()[:10]) < 0.2


def test_columns_of_entities_are_in_the_order_of_the_entities():
    entity = f"{{ pool_ratio: 0.1, columns: [{{ name: c, order: asc, generator: {ONE} }}] }}"
    planned = made("{ name: i, generator: { type: sequential_id } }", entity=entity)
    found = sorted(set(to_table(planned)["c"].to_pylist()))
    assert all(math.floor(one * 100) != math.floor(two * 100) for one, two in pairwise(found))


@pytest.mark.parametrize(
    "column",
    [
        f"{{ name: c, order: asc, null_fraction: 0.3, generator: {ONE} }}",
        f"{{ name: c, order: asc, generator: {{ type: optional, prob: 0.7, inner: {ONE} }} }}",
    ],
)
def test_nulls_are_drawn_apart(column):
    found = to_table(made(column))["c"]
    assert 230 < found.null_count < 370
    present = found.drop_null().to_pylist()
    assert present == sorted(present)
    nulls = np.flatnonzero(np.array(found.is_null()))
    assert 400 < nulls.mean() < 600


def test_null_fraction_and_optional_still_have_the_same_values():
    short = made(f"{{ name: c, order: asc, null_fraction: 0.3, generator: {ONE} }}")
    optional = f"{{ type: optional, prob: 0.7, inner: {ONE} }}"
    long = made(f"{{ name: c, order: asc, generator: {optional} }}")
    assert to_table(short).equals(to_table(long))


def test_primary_rows_are_in_order_and_their_copies_behind_them(tmp_path):
    text = """
    datasets:
      - name: a
        output: a
        num_rows: 100
        redelivery:
          fraction: 0.1
          arrival_column: at
          delay_seconds: { type: constant, value: 5 }
        columns:
          - name: at
            order: asc
            generator: { type: timestamp, start: "2024-01-01T00:00:00", end: "2024-04-01T00:00:00" }
    """
    planned = plan(loads(text), output=tmp_path)
    write(planned)
    found = pq.read_table(planned["a"].parts[0].file)["at"].to_pylist()
    assert len(found) == 110
    assert found[:100] == sorted(found[:100])
    assert found[100:] == sorted(found[100:])


# --- exact ---


def test_shares_are_exact():
    found = values("exact: true", "{ type: weighted_choice, values: { a: 0.7, b: 0.3 } }")
    assert Counter(found.to_pylist()) == {"a": 700, "b": 300}
    assert Counter(values("exact: true", "{ type: bool, prob: 0.15 }").to_pylist())[True] == 150


def test_exact_values_stand_in_no_order_and_depend_on_the_name():
    table = to_table(
        made(*(f"{{ name: {name}, exact: true, generator: {ONE} }}" for name in ("c", "d")))
    )
    one, other = (np.array(table[name]) for name in ("c", "d"))
    middles = (np.arange(1000) + 0.5) / 1000
    assert abs(np.sort(one) - middles).max() < 2**-52
    assert (np.sort(one) == np.sort(other)).all()
    for first, second in ((one, other), (one, np.arange(1000))):
        assert abs(np.corrcoef(first, second)[0, 1]) < 4 / math.sqrt(1000)


@given(st.integers(1, 400), st.lists(st.integers(0, 20), min_size=1, max_size=6).filter(any))
def test_shares_are_within_one_row_of_the_weights(rows, weights):
    listed = ", ".join(f"{name}: {weight}" for name, weight in zip("abcdef", weights, strict=False))
    generator = f"{{ type: weighted_choice, values: {{ {listed} }} }}"
    counts = Counter(values("exact: true", generator, rows=rows).to_pylist())
    for name, weight in zip("abcdef", weights, strict=False):
        assert abs(counts[name] - rows * weight / sum(weights)) <= 1
        assert weight or not counts[name]


@given(st.integers(1, 400), st.integers(1, 60))
def test_each_target_of_a_foreign_key_has_its_exact_share(rows, targets):
    text = SHOPS.replace("num_rows: 7", f"num_rows: {targets}")
    text += f"""
  - name: a
    output: a
    num_rows: {rows}
    columns: [{{ name: c, exact: true, generator: {{ type: foreign_key, dataset: shops }} }}]
"""
    counts = Counter(to_table(plan(loads(text))["a"])["c"].to_pylist())
    found = {counts[key + 1] for key in range(targets)}
    assert found <= {rows // targets, -(-rows // targets)}


def test_a_key_with_another_column_has_its_share_as_well():
    columns = [
        "{ name: c, exact: true, generator: { type: foreign_key, dataset: shops } }",
        "{ name: s, generator: { type: lookup, foreign_key: c, column: size } }",
    ]
    table = to_table(made(*columns, rows=70))
    assert set(Counter(table["c"].to_pylist()).values()) == {10}
    sizes = to_table(plan(loads(SHOPS))["shops"])["size"].to_pylist()
    assert [sizes[key - 1] for key in table["c"].to_pylist()] == table["s"].to_pylist()


def test_in_order_and_exact_are_the_middles_of_the_stretches():
    assert values("order: asc, exact: true", ONE, rows=4).to_pylist() == [
        0.125,
        0.375,
        0.625,
        0.875,
    ]
    assert values("order: desc, exact: true", ONE, rows=2).to_pylist() == [0.75, 0.25]


def test_quantiles_are_exact():
    generator = "{ type: log_normal, median: 1000000, sigma: 1, max: 1000000000 }"
    found = np.sort(np.array(values("exact: true", generator, rows=999)))
    assert found[499] == 1_000_000
