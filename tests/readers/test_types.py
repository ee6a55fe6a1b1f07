"""Every Arrow type that a column may have works everywhere: files, previews, CSV, JSON, the kit."""

import json

import numpy as np
import pyarrow as pa
import pyarrow.csv
import pyarrow.parquet as pq
import pytest
from smelt_datagen import Plugins, discover, loads, plan, to_table, write
from smelt_datagen.arrays import arrow_array, cast, python_values
from smelt_datagen.plugin import ColumnType, GeneratedColumn, Generator, generator, param
from smelt_datagen.plugins.registry import Origin, Plugin
from smelt_datagen.protocol.allowed_types import ALLOWED, refused

from ..command import invoke

TYPES = {
    "bool": pa.bool_(),
    **{name: getattr(pa, name)() for name in ("int8", "int16", "int32", "int64")},
    **{name: getattr(pa, name)() for name in ("uint8", "uint16", "uint32", "uint64")},
    "float": pa.float32(),
    "double": pa.float64(),
    "decimal": pa.decimal128(15, 2),
    "date": pa.date32(),
    **{f"time {unit}": pa.time32(unit) for unit in ("s", "ms")},
    **{f"time {unit}": pa.time64(unit) for unit in ("us", "ns")},
    **{f"timestamp {unit}": pa.timestamp(unit) for unit in ("s", "ms", "us", "ns")},
    "timestamp with zone": pa.timestamp("us", "UTC"),
    **{f"duration {unit}": pa.duration(unit) for unit in ("s", "ms", "us", "ns")},
    "string": pa.utf8(),
    "large_string": pa.large_utf8(),
    "binary": pa.binary(),
    "large_binary": pa.large_binary(),
    "fixed_size_binary": pa.binary(2),
    "list": pa.list_(pa.int64()),
    "large_list": pa.large_list(pa.timestamp("ns")),
    "struct": pa.struct([("a", pa.list_(pa.utf8())), ("b", pa.timestamp("ns"))]),
}
WITHOUT_JSON = {"binary", "large_binary", "fixed_size_binary"}
ROWS = 4100


def made(data_type, numbers):
    """Return an array of a type, made from small whole numbers."""
    if pa.types.is_struct(data_type):
        fields = [made(field.type, numbers) for field in data_type]
        return pa.StructArray.from_arrays(fields, fields=list(data_type))
    if pa.types.is_nested(data_type):
        items = made(data_type.value_type, numbers.repeat(2))
        lists = pa.ListArray.from_arrays(pa.array(range(0, len(items) + 1, 2), pa.int32()), items)
        return cast(lists, data_type)
    if pa.types.is_time32(data_type) or pa.types.is_date32(data_type):
        return arrow_array(numbers.astype(np.int32), data_type)
    if pa.types.is_temporal(data_type):
        return arrow_array(numbers, data_type)
    return flat(data_type, numbers)


def flat(data_type, numbers):
    """Return an array of a type that is neither nested nor a time."""
    if data_type in (pa.binary(), pa.large_binary(), pa.binary(2)):
        return cast(pa.array([b"%02d" % number for number in numbers.tolist()]), data_type)
    if pa.types.is_boolean(data_type):
        return arrow_array(numbers % 2 == 0)
    between = pa.int8() if pa.types.is_decimal(data_type) else pa.int64()
    return cast(cast(arrow_array(numbers), between), data_type)


@generator("acme.of_type", example="{ type: acme.of_type, name: int64 }", output="any")
class OfType(Generator):
    """Values of the type that the test names."""

    name: str = param("Its name.", choices=list(TYPES))

    def bind(self, scope):  # noqa: ARG002 (the protocol's)
        data_type = TYPES[self.name]
        return GeneratedColumn(
            ColumnType(data_type), lambda block: made(data_type, block.integers(0, 99))
        )


PLUGINS = Plugins((*discover().found, Plugin(Origin("acme", "1.0", "test"), (OfType,))))
OPTIONAL = "{{ type: optional, prob: 0.5, inner: {{ type: acme.of_type, name: {} }} }}"
every_type = pytest.mark.parametrize("name", TYPES)


def planned(generator_text):
    text = f"""
datasets:
  - name: t
    output: t
    num_rows: {ROWS}
    columns: [{{ name: v, generator: {generator_text} }}]
"""
    return plan(loads(text), plugins=PLUGINS)


def table_of(name):
    return to_table(planned(OPTIONAL.format(name))["t"])


def test_every_allowed_type_is_tried():
    assert all(refused(ColumnType(data_type)) is None for data_type in TYPES.values())
    for words, matches in ALLOWED.items():
        assert any(matches(data_type) for data_type in TYPES.values()), words


@every_type
def test_files_hold_it_for_every_reader(name, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    written = planned(OPTIONAL.format(name))
    write(written, workers=1)
    wanted = table_of(name)
    found = pq.read_table("t/data.parquet")
    assert found["v"].null_count == wanted["v"].null_count > 0
    if pa.types.is_duration(TYPES[name]):
        assert found.schema.field("v").type == TYPES[name]
    duckdb, polars = pytest.importorskip("duckdb"), pytest.importorskip("polars")
    assert duckdb.sql("SELECT count(v) FROM 't/data.parquet'").fetchall() == [
        (ROWS - wanted["v"].null_count,)
    ]
    assert polars.read_parquet("t/data.parquet")["v"].null_count() == wanted["v"].null_count


@every_type
def test_python_has_its_values(name):
    values = python_values(table_of(name)["v"].combine_chunks())
    assert len(values) == ROWS
    assert None in values


@every_type
@pytest.mark.parametrize("form", ["table", "csv", "jsonl"])
def test_previews_show_it(name, form, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("smelt_datagen.cli.discovery.discover", lambda _files: PLUGINS)
    (tmp_path / "datagen.yaml").write_text(
        f"datasets: [{{ name: t, output: t, num_rows: 3, columns: [{{ name: v, generator: "
        f"{OPTIONAL.format(name)} }}] }}]"
    )
    result = invoke("preview", "--format", form)
    assert result.exit_code == 0, result.output
    lines = result.stdout.splitlines()
    assert len(lines) == {"table": 5, "csv": 4, "jsonl": 3}[form]


@pytest.mark.parametrize("name", ["list", "large_list"])
def test_csv_has_lists_as_json(name, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("smelt_datagen.cli.discovery.discover", lambda _files: PLUGINS)
    (tmp_path / "datagen.yaml").write_text(
        "datasets: [{ name: t, output: t, num_rows: 5, columns: [{ name: v, generator: "
        f"{{ type: acme.of_type, name: {name} }} }}] }}]"
    )
    result = invoke("preview", "--format", "csv")
    read = pyarrow.csv.read_csv(pa.BufferReader(result.stdout.encode()))
    wanted = to_table(planned(f"{{ type: acme.of_type, name: {name} }}")["t"], 0, 5)
    assert [json.loads(text) for text in read["v"].to_pylist()] == python_values(
        wanted["v"].combine_chunks()
    )


@pytest.mark.parametrize("name", [name for name in TYPES if name not in WITHOUT_JSON])
def test_json_has_a_form_for_it(name):
    fields = f"{{ type: json_object, fields: {{ a: {OPTIONAL.format(name)} }} }}"
    for text in to_table(planned(fields)["t"])["v"].to_pylist():
        assert list(json.loads(text)) == ["a"]
