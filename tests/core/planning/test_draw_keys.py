"""The column keys order, exact and correlate: any rows, recipes, and what is refused."""

import functools

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from smelt_datagen import ConfigError, discover, loads, plan, to_table, write
from smelt_datagen.execution.blocks import blocks
from smelt_datagen.plugin import Rows

from .draw_tables import INVERTING, ONE, SHOPS, made, values

# --- the same for any rows ---

KEYS = ["order: asc", "order: desc", "exact: true", "order: asc, exact: true"]
COLUMNS = [
    *(f"{{ name: c{number}, {key}, generator: {ONE} }}" for number, key in enumerate(KEYS)),
    f"{{ name: c4, correlate: {{ with: c2, spearman: 0.7 }}, generator: {ONE} }}",
    (
        "{ name: c5, correlate: { with: c4, spearman: -0.7 }, null_fraction: 0.1, "
        f"generator: {INVERTING['weighted_choice']} }}"
    ),
    "{ name: c6, exact: true, generator: { type: foreign_key, dataset: shops, column: size } }",
    "{{ name: c7, order: asc, null_fraction: 0.1, generator: {} }}".format(
        INVERTING["foreign_key"]
    ),
    "{ name: c8, generator: { type: lookup, foreign_key: c7, column: size } }",
]


@pytest.mark.parametrize("rows", [1000, 70_000])
@pytest.mark.parametrize("size", [1, 7, 100, 32_768])
def test_blocks_of_any_size_have_the_values_of_the_whole(rows, size):
    planned = made(*COLUMNS, rows=rows)
    whole = to_table(planned)
    for start in range(0, min(rows, 20 * size), size):
        part = Rows(planned.bound, np.arange(start, min(start + size, rows), dtype=np.uint64))
        for name in whole.column_names:
            plain = part.column(name).to_pylist()
            assert plain == whole[name].slice(start, size).to_pylist()


@settings(max_examples=30)
@given(st.lists(st.integers(0, 999), max_size=40))
def test_any_rows_in_any_order_have_the_values_of_the_whole(index):
    planned = made(*COLUMNS)
    rows = Rows(planned.bound, np.array(index, dtype=np.uint64))
    for name, column in zip(whole_table().column_names, whole_table().columns, strict=True):
        assert rows.column(name).to_pylist() == column.take(pa.array(index, pa.int64())).to_pylist()


@functools.cache
def whole_table():
    return to_table(made(*COLUMNS))


def test_any_number_of_workers_writes_the_same_bytes(tmp_path):
    own = "".join(f"      - {column}\n" for column in COLUMNS)
    text = f"{SHOPS}  - name: a\n    output: a\n    num_rows: 300000\n    columns:\n{own}"
    found = []
    for workers in (1, 4):
        planned = plan(loads(text), output=tmp_path / str(workers))
        write(planned, workers=workers)
        found.append(planned["a"].parts[0].file.read_bytes())
    assert found[0] == found[1]


def test_blocks_of_a_run_are_those_of_the_whole():
    planned = made(*COLUMNS, rows=70_000)
    whole = to_table(planned)
    parts = [arrays[0] for arrays in blocks(planned, ["c0"], 40_000, 70_000)]
    assert pa.chunked_array(parts).to_pylist() == whole["c0"].slice(40_000).to_pylist()


# --- recipes ---


def test_a_column_that_is_referred_to_brings_the_one_that_it_goes_with_into_the_recipe():
    def recipes(most):
        text = f"""
        datasets:
          - name: a
            output: a
            num_rows: 10
            columns:
              - {{ name: x, generator: {{ type: uniform_int, min: 0, max: {most} }} }}
              - {{ name: y, correlate: {{ with: x, spearman: 0.5 }}, generator: {ONE} }}
              - {{ name: z, generator: {ONE} }}
          - name: b
            output: b
            num_rows: 10
            columns: [{{ name: k, generator: {{ type: foreign_key, dataset: a, column: y }} }}]
          - name: c
            output: c
            num_rows: 10
            columns: [{{ name: k, generator: {{ type: foreign_key, dataset: a, column: z }} }}]
        """
        planned = plan(loads(text))
        return planned["b"].recipe.digest, planned["c"].recipe.digest

    assert recipes(10)[0] != recipes(11)[0]
    assert recipes(10)[1] == recipes(11)[1]


# --- errors ---

INVERTED = [
    cls.declaration.type
    for plugin in discover().found
    for cls in plugin.generators
    if cls.declaration.inverts_draw
]
NAMES = ", ".join(sorted(INVERTED))


@pytest.mark.parametrize(
    ("column", "message"),
    [
        (
            "{ name: c, exact: true, generator: { type: uuid } }",
            rf"\.exact: generator 'uuid' does not invert its draw, as .*; these do: {NAMES}",
        ),
        (
            "{ name: c, order: asc, generator: { type: sequential_id } }",
            r"columns\[c\]\.order: generator 'sequential_id' does not invert its draw,",
        ),
        (
            "{ name: c, correlate: { with: x, spearman: 0.5 }, generator: { type: uuid } }",
            r"columns\[c\]\.correlate: generator 'uuid' does not invert its draw",
        ),
        *(
            (
                (
                    "{ name: c, exact: true, generator: "
                    f"{{ type: foreign_key, dataset: shops, {more} }} }}"
                ),
                r"generator 'foreign_key' does not invert its draw with these parameters, as",
            )
            for more in ("distribution: { type: zipf }", "min_children: 1", "match: { size: x }")
        ),
        (
            (
                "{ name: c, order: asc, generator: "
                "{ type: optional, prob: 0.5, inner: { type: uuid } } }"
            ),
            r"columns\[c\]\.order: generator 'optional' does not invert its draw, as",
        ),
        (
            f"{{ name: c, correlate: {{ with: u, spearman: 0.5 }}, generator: {ONE} }}",
            r"columns\[c\]\.correlate\.with: column 'u' does not invert its draw, as this key",
        ),
        (
            f"{{ name: c, correlate: {{ with: k.size, spearman: 0.5 }}, generator: {ONE} }}",
            r"columns\[c\]\.correlate\.with: column 'k.size' does not invert its draw, as this key",
        ),
        (
            f"{{ name: c, correlate: {{ with: y, spearman: 0.5 }}, generator: {ONE} }}",
            r"columns\[c\]\.correlate\.with: there is no column 'y' in this dataset",
        ),
        (
            f"{{ name: c, correlate: {{ with: c, spearman: 0.5 }}, generator: {ONE} }}",
            r"columns\[c\]\.correlate\.with: refers to itself: a\.c → a\.c",
        ),
        (
            f"{{ name: c, correlate: {{ with: x, spearman: 1.01 }}, generator: {ONE} }}",
            r"columns\[c\]\.correlate\.spearman: must be from -1 to 1 \(found 1\.01\)",
        ),
        (
            f"{{ name: c, correlate: {{ with: x, spearman: .nan }}, generator: {ONE} }}",
            r"columns\[c\]\.correlate\.spearman: ",
        ),
        (
            f"{{ name: c, correlate: {{ with: x }}, generator: {ONE} }}",
            r"columns\[c\]\.correlate: missing key 'spearman'",
        ),
        (
            f"{{ name: c, order: up, generator: {ONE} }}",
            r"columns\[c\]\.order: must be 'asc' or 'desc' \(found \"up\"\)",
        ),
        *(
            (
                f"{{ name: c, {key}, correlate: {{ with: x, spearman: 0 }}, generator: {ONE} }}",
                rf"columns\[c\]\.correlate: cannot stand beside '{key.split(':')[0]}': both say",
            )
            for key in ("order: asc", "exact: true")
        ),
    ],
)
def test_what_is_wrong_is_said_at_its_place_and_once(column, message):
    beside = [
        "{ name: x, generator: { type: uniform_int, min: 1, max: 9 } }",
        "{ name: u, generator: { type: uuid } }",
        "{ name: k, generator: { type: foreign_key, dataset: shops } }",
    ]
    with pytest.raises(ConfigError, match=message) as raised:
        made(*beside, column, rows=50)
    assert len(raised.value.problems) == 1


@pytest.mark.parametrize("key", ["order: null", "exact: false", "null_fraction: null"])
def test_a_key_that_says_nothing_changes_nothing(key):
    assert values(key, ONE).equals(values("hidden: false", ONE))


def test_columns_that_do_not_repeat_together_follow_from_no_draw():
    keys = [
        f"{{ name: {name}, generator: {{ type: foreign_key, dataset: shops }} }}" for name in "kl"
    ]
    goes = f"{{ name: c, correlate: {{ with: k, spearman: 0.5 }}, generator: {ONE} }}"
    with pytest.raises(ConfigError, match="column 'k' does not invert its draw"):
        made(*keys, goes, rows=20, unique="[[k, l]]")
    ordered = keys[0].replace("name: k", "name: k, order: asc")
    with pytest.raises(
        ConfigError, match=r"generator .foreign_key. does not invert its draw with these parameters"
    ):
        made(ordered, keys[1], rows=20, unique="[[k, l]]")


@pytest.mark.parametrize("key", ["order: asc", "exact: true", "correlate: { with: d }"])
def test_rows_that_are_written_down_have_no_draw(key):
    text = f"""
    datasets:
      - {{ name: a, output: a, columns: [{{ name: c, {key} }}], rows: [[1], [2]] }}
    """
    with pytest.raises(ConfigError, match="cannot stand beside 'rows', which hold all values"):
        plan(loads(text))
