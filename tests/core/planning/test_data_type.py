"""The column key `data_type`: what is written, and what cannot be."""

from decimal import Decimal

import jsonschema
import pyarrow as pa
import pytest
import yaml
from smelt_datagen import ConfigError, discover, loads, plan, to_table, write
from smelt_datagen.errors import DataError
from smelt_datagen.reference.json_schema import config_schema

BASE = """
datasets:
  - name: a
    output: a
    num_rows: 1000
    columns:
"""
MOMENT = "{ type: timestamp, start: '2024-01-01T00:00:00', end: '2025-01-01T00:00:00' }"
DAY = "{ type: date, start: '2024-01-01', end: '2025-01-01' }"


def config(*columns):
    """Return a config with columns of a name, a type and a generator in YAML."""
    lines = [
        f"      - {{ name: {name}, data_type: '{kind}', generator: {generator} }}\n"
        for name, kind, generator in columns
    ]
    return BASE + "".join(lines)


def table(*columns):
    return to_table(plan(loads(config(*columns)))["a"])


def problem(*columns):
    with pytest.raises(ConfigError) as error:
        plan(loads(config(*columns)))
    (one,) = error.value.problems
    return f"{'.'.join(map(str, one.path[4:]))}: {one.message}"


TYPES = {
    "int32": ("{ type: sequential_id }", "INTEGER"),
    "uint8": ("{ type: bool, prob: 0.5 }", "UTINYINT"),
    "float32": ("{ type: uniform_float, min: 0, max: 1 }", "FLOAT"),
    "decimal(12, 2)": ("{ type: uniform_float, min: 0, max: 1000 }", "DECIMAL(12,2)"),
    "decimal(38, 3)": ("{ type: uniform_int, min: 0, max: 1000 }", "DECIMAL(38,3)"),
    "date": (MOMENT, "DATE"),
    "time": (MOMENT, "TIME"),
    "timestamp[s]": (MOMENT, "TIMESTAMP"),
    "timestamp[ms]": (DAY, "TIMESTAMP"),
    "timestamp[us]": (MOMENT, "TIMESTAMP"),
    "timestamp[us, UTC]": (MOMENT, "TIMESTAMP WITH TIME ZONE"),
    "string": ("{ type: uniform_int, min: 1, max: 9 }", "VARCHAR"),
}


def test_duckdb_sees_the_types(tmp_path):
    duckdb = pytest.importorskip("duckdb")
    columns = [(f"c{i}", kind, made) for i, (kind, (made, _)) in enumerate(TYPES.items())]
    written = plan(loads(config(*columns)), output=tmp_path)
    write(written)
    found = duckdb.read_parquet(str(written["a"].parts[0].file))
    # Parquet has no seconds; DuckDB keeps the milliseconds of a timestamp in its type
    assert [str(kind).replace("_MS", "") for kind in found.types] == [
        wanted for _, wanted in TYPES.values()
    ]
    statistics = duckdb.execute(
        "select stats_min_value, stats_max_value from parquet_metadata(?)",
        [str(written["a"].parts[0].file)],
    ).fetchall()
    assert all(low is not None and high is not None for low, high in statistics)


def test_the_values_are_the_same_numbers():
    plain = to_table(
        plan(
            loads(BASE + "      - { name: n, generator: { type: uniform_int, min: 0, max: 99 } }")
        )["a"]
    )
    as_decimal = table(("n", "decimal(5, 2)", "{ type: uniform_int, min: 0, max: 99 }"))
    assert as_decimal["n"].to_pylist() == [Decimal(n) for n in plain["n"].to_pylist()]


def test_categories_stay_categories():
    choice = "{ type: one_of, values: ['0.10', '0.20', '1'] }"
    made = plan(loads(config(("rate", "decimal(4, 2)", choice))))["a"]
    assert len(made.bound.members["rate"].column.type.dictionary) == 3
    assert set(to_table(made)["rate"].to_pylist()) == {Decimal("0.1"), Decimal("0.2"), Decimal(1)}


def test_other_columns_see_the_type():
    columns = [("price", "decimal(6, 2)", "{ type: uniform_float, min: 1, max: 9 }")]
    text = "{ type: string_pattern, template: 'for {column:price}' }"
    both = table(*columns, ("text", "string", text))
    assert both["text"].to_pylist() == [f"for {price}" for price in both["price"].to_pylist()]


def test_nulls_come_after_the_cast():
    lines = config(("n", "int8", "{ type: uniform_int, min: 0, max: 99 }"))
    made = to_table(plan(loads(lines.replace("generator:", "null_fraction: 0.5, generator:")))["a"])
    assert made["n"].type == pa.int8()
    assert 400 < made["n"].null_count < 600


def test_a_foreign_key_stays_a_reference():
    other = """
  - name: b
    output: b
    num_rows: 100
    columns:
      - { name: a, data_type: int32, generator: { type: foreign_key, dataset: a } }
      - { name: n, generator: { type: lookup, foreign_key: a, column: n } }
"""
    made = plan(loads(config(("n", "int16", "{ type: sequential_id }")) + other))
    rows = to_table(made["b"])
    assert rows.schema.types == [pa.int32(), pa.int16()]
    assert rows["a"].to_pylist() == rows["n"].to_pylist()


@pytest.mark.parametrize(
    ("kind", "generator", "wanted"),
    [
        (
            "int8",
            "{ type: uniform_int, min: 0, max: 300 }",
            "data_type: the generator gives 0 to 299, which int8 cannot hold",
        ),
        (
            "decimal(3, 1)",
            "{ type: sequential_id }",
            "data_type: the generator gives 1 to 1,000, which decimal(3, 1) cannot hold",
        ),
        (
            "date",
            "{ type: sequential_id }",
            "data_type: the generator gives int64, which cannot be date",
        ),
        (
            "float64",
            "{ type: bool, prob: 0.5 }",
            (
                "data_type: the generator gives bool, which cannot be float64: "
                "true and false can be integers"
            ),
        ),
        (
            "date",
            "{ type: one_of, values: ['2024-02-28', '2024-02-30'] }",
            'data_type: the generator gives "2024-02-30", which date cannot hold',
        ),
        (
            "int46",
            "{ type: sequential_id }",
            "data_type: unknown type \"int46\", did you mean 'int64', 'int16' or 'uint64'?",
        ),
        (
            "decimal(40, 2)",
            "{ type: sequential_id }",
            (
                "data_type: must be decimal(p, s): p digits, 1 to 38, of which s stand after the "
                'point (found "decimal(40, 2)")'
            ),
        ),
    ],
)
def test_what_cannot_be_is_refused_by_the_plan(kind, generator, wanted):
    assert problem(("c", kind, generator)) == wanted


def test_a_value_that_does_not_fit_is_named_with_its_row():
    with pytest.raises(DataError) as error:
        table(("c", "int64", "{ type: uniform_float, min: 0, max: 1 }"))
    words = str(error.value)
    assert words.startswith("dataset 'a', column 'c', row 0: 0.")
    assert words.endswith(
        "of float64 cannot be int64: 'decimal(18, 0)' rounds, an integer does not"
    )


def test_the_row_is_that_of_the_dataset():
    geometric = "{ type: geometric, p: 0.02 }"
    plain = to_table(plan(loads(BASE + f"      - {{ name: c, generator: {geometric} }}"))["a"])
    first = next(i for i, n in enumerate(plain["c"].to_pylist()) if n > 127)
    with pytest.raises(DataError, match=f"column 'c', row {first}: [0-9]+ of int64 cannot be int8"):
        table(("c", "int8", geometric))


def test_rows_that_are_written_down_have_types_too():
    rows = """
datasets:
  - name: rates
    output: rates
    columns:
      - { name: country }
      - { name: rate, data_type: 'decimal(4,3)' }
      - { name: since, data_type: date }
      - { name: note, data_type: string }
    rows:
      - [DE, 0.19, '2007-01-01', null]
      - [US, 0, null, null]
"""
    schema = config_schema(discover())
    jsonschema.validate(yaml.safe_load(rows), schema)
    made = to_table(plan(loads(rows))["rates"])
    assert made.schema.types == [pa.utf8(), pa.decimal128(4, 3), pa.date32(), pa.utf8()]
    assert made["rate"].to_pylist() == [Decimal("0.190"), Decimal(0)]
    assert made["note"].null_count == 2
    with pytest.raises(ConfigError, match='gives "2007-13-01", which date cannot hold'):
        plan(loads(rows.replace("2007-01", "2007-13")))


@pytest.mark.parametrize("kind", ["decimal(12,2)", "timestamp[us, UTC]", "int8"])
def test_the_schema_knows_the_types(kind):
    schema = jsonschema.Draft202012Validator(config_schema(discover()))
    assert schema.is_valid(yaml.safe_load(config(("c", kind, DAY))))
    assert not schema.is_valid(yaml.safe_load(config(("c", "int", DAY))))


def test_foreign_keys_without_repeats_have_types_and_nulls_too():
    rows = """
datasets:
  - { name: a, output: a, num_rows: 9, columns: [{ name: n, generator: { type: sequential_id } }] }
  - name: b
    output: b
    num_rows: 81
    unique: [[x, y]]
    columns:
      - { name: x, data_type: int16, generator: { type: foreign_key, dataset: a } }
      - { name: y, data_type: string, generator: { type: foreign_key, dataset: a } }
"""
    pairs = to_table(plan(loads(rows))["b"])
    assert pairs.schema.types == [pa.int16(), pa.utf8()]
    assert len({*zip(pairs["x"].to_pylist(), pairs["y"].to_pylist(), strict=True)}) == 81
    some = rows.replace("data_type: string", "null_fraction: 0.5")
    found = to_table(plan(loads(some))["b"])
    assert 20 < found["y"].null_count < 60
    assert found["x"].equals(pairs["x"])
