"""The keys of a column beside its generator: nulls, hidden columns, dates as dates."""

import datetime

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st
from smelt_datagen import ConfigError, loads, plan, to_table, write

BASE = """
datasets:
  - name: a
    output: a
    num_rows: 1000
    columns:
"""


def made(columns, **keys):
    """Return the plan of a config with these columns, one YAML flow mapping each."""
    top = "".join(f"{key}: {value}\n" for key, value in keys.items())
    return plan(loads(top + BASE + "".join(f"      - {column}\n" for column in columns)))["a"]


# --- null_fraction ---


@given(st.decimals(0, 1, places=4))
def test_null_fraction_has_the_values_of_optional(fraction):
    inner = "{ type: uniform_int, min: 0, max: 1000 }"
    short = made([f"{{ name: c, null_fraction: {fraction}, generator: {inner} }}"])
    optional = f"{{ type: optional, prob: {1 - fraction}, inner: {inner} }}"
    long = made([f"{{ name: c, generator: {optional} }}"])
    assert to_table(short).equals(to_table(long))
    assert short.schema.field("c").nullable


def test_a_null_key_leads_to_no_row():
    config = """
    datasets:
      - name: users
        output: users
        num_rows: 50
        columns: [{ name: name, generator: { type: uuid } }]
      - name: orders
        output: orders
        num_rows: 1000
        columns:
          - { name: user, null_fraction: 0.5, generator: { type: foreign_key, dataset: users } }
          - { name: name, generator: { type: lookup, foreign_key: user, column: name } }
    """
    table = to_table(plan(loads(config))["orders"])
    assert 400 < table["user"].null_count < 600
    assert table["user"].is_null().equals(table["name"].is_null())


@pytest.mark.parametrize("fraction", ["-0.1", "1.1", "x", "true"])
def test_a_fraction_is_from_0_to_1(fraction):
    with pytest.raises(ConfigError, match=r"columns\[c\]\.null_fraction: "):
        made([f"{{ name: c, null_fraction: {fraction}, generator: {{ type: uuid }} }}"])


# --- hidden ---

DAY = '{ name: d, generator: { type: date, start: "2024-01-01", end: "2024-02-01" } }'
NOTHING = "{ type: constant, value: 0 }"
AT = f"{{ name: at, generator: {{ type: timestamp_offset, base: d, offset_seconds: {NOTHING} }} }}"


def test_a_hidden_column_is_not_written_but_can_be_referred_to(tmp_path):
    hidden = DAY.replace("name: d", "name: d, hidden: true")
    columns = [hidden, AT]
    planned = plan(loads(BASE + "".join(f"      - {one}\n" for one in columns)), output=tmp_path)
    assert planned["a"].columns == ("at",)
    assert planned["a"].schema.names == ["at"]
    write(planned)
    table = pq.read_table(planned["a"].parts[0].file)
    assert table.column_names == ["at"]
    assert all(value.endswith("T00:00:00") for value in table["at"].to_pylist())
    seen = to_table(made([DAY, AT]))
    assert seen["at"].equals(table["at"])


def test_a_dataset_of_hidden_columns_alone_is_an_error():
    with pytest.raises(ConfigError, match="are all hidden: nothing would be written"):
        made(["{ name: c, hidden: true, generator: { type: uuid } }"])


# --- native_types ---

FAR = '{ name: d, generator: { type: date, start: "0001-01-01", end: "9999-12-31" } }'
TIME = (
    '{ name: t, generator: { type: timestamp, start: "0001-01-01T00:00:00", '
    'end: "9999-12-31T00:00:00" } }'
)


@pytest.mark.parametrize("day", [DAY, FAR], ids=["categorical", "not"])
def test_native_dates_and_timestamps_are_those_that_are_written_as_text(day, tmp_path):
    text, native = made([day, TIME]), made([day, TIME], native_types="true")
    assert text.schema.types == [pa.utf8(), pa.utf8()]
    assert native.schema.types == [pa.date32(), pa.timestamp("us")]
    as_text, as_such = to_table(text), to_table(native)
    assert [one.isoformat() for one in as_such["d"].to_pylist()] == as_text["d"].to_pylist()
    assert [one.isoformat() for one in as_such["t"].to_pylist()] == as_text["t"].to_pylist()
    written = plan(
        loads(f"native_types: true\n{BASE}      - {day}\n      - {TIME}\n"), output=tmp_path
    )
    write(written)
    assert pq.ParquetFile(written["a"].parts[0].file).read().equals(as_such)


def test_a_dataset_says_it_for_itself():
    config = f"native_types: true\n{BASE}      - {DAY}\n".replace(
        "num_rows: 1000", "num_rows: 1000\n    native_types: false"
    )
    assert plan(loads(config))["a"].schema.types == [pa.utf8()]
    assert made([DAY], native_types="false").schema.types == [pa.utf8()]


def test_a_key_into_a_native_dataset_is_as_its_own_dataset_says():
    config = f"""
    datasets:
      - name: a
        output: a
        num_rows: 10
        native_types: true
        columns: [{DAY}]
      - name: b
        output: b
        num_rows: 10
        columns:
          - {{ name: d, generator: {{ type: foreign_key, dataset: a, column: d }} }}
          - name: j
            generator:
              type: json_object
              fields: {{ d: {{ type: foreign_key, dataset: a, column: d }} }}
    """
    made = plan(loads(config))
    assert made["a"].schema.types == [pa.date32()]
    table = to_table(made["b"])
    assert table.schema.types == [pa.utf8(), pa.utf8()]
    days = {day.isoformat() for day in to_table(made["a"])["d"].to_pylist()}
    assert set(table["d"].to_pylist()) <= days
    assert all(text[6:16] in days for text in table["j"].to_pylist())
    assert isinstance(to_table(made["a"])["d"][0].as_py(), datetime.date)


@pytest.mark.parametrize("reader", ["duckdb", "polars", "pandas"])
def test_readers_see_dates_and_timestamps(reader, tmp_path):
    module = pytest.importorskip(reader)
    time = TIME.replace("0001-", "1999-").replace("9999-", "2024-")  # pandas reads these only
    planned = plan(
        loads(f"native_types: true\n{BASE}      - {DAY}\n      - {time}\n"), output=tmp_path
    )
    write(planned)
    file = planned["a"].parts[0].file
    if reader == "duckdb":
        assert [str(kind) for kind in module.read_parquet(str(file)).types] == ["DATE", "TIMESTAMP"]
    elif reader == "polars":
        assert module.read_parquet(file).dtypes == [module.Date, module.Datetime("us")]
    else:
        assert str(module.read_parquet(file)["t"].dtype) == "datetime64[us]"
