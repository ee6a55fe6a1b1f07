"""Encodings and codecs by what a column is, and that a reader gets back what was written."""

import datetime
import decimal

import attrs
import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from smelt_datagen.arrays import arrow_array, string_array
from smelt_datagen.parquet.column_encodings import ColumnEncodings
from smelt_datagen.parquet.encoding import encoder_of
from smelt_datagen.plugin import ColumnType
from smelt_datagen.protocol.file_format import FileContent

PACKED, LENGTHS = "DELTA_BINARY_PACKED", "DELTA_LENGTH_BYTE_ARRAY"
RANDOM_TEXT = ColumnType(pa.utf8(), incompressible=True)


def encodings(types, compression="snappy", categorical=()):
    schema = pa.schema([pa.field(name, kind.data_type) for name, kind in types.items()])
    return ColumnEncodings.of(schema, types, categorical, compression)


@pytest.mark.parametrize(
    ("kind", "encoding", "codec"),
    [
        *[
            (ColumnType(data_type), PACKED, "none")
            for data_type in (
                *(pa.int8(), pa.int32(), pa.int64(), pa.uint64(), pa.date32(), pa.time64("us")),
                *(pa.timestamp("us"), pa.timestamp("us", "UTC"), pa.duration("s")),
                pa.decimal128(18, 2),
            )
        ],
        (ColumnType(pa.float64()), None, "none"),
        (ColumnType(pa.float32()), None, "none"),
        (ColumnType(pa.utf8()), None, "snappy"),
        (RANDOM_TEXT, LENGTHS, "none"),
        (ColumnType(pa.bool_()), None, "snappy"),
        (ColumnType(pa.decimal128(19, 2)), None, "snappy"),
    ],
    ids=lambda value: str(getattr(value, "data_type", value)),
)
def test_what_a_column_is_says_how_it_is_encoded(kind, encoding, codec):
    found = encodings({"a": kind})
    assert found.encoding == ({} if encoding is None else {"a": encoding})
    assert found.compression == {"a": codec}


def test_a_dictionary_goes_before():
    kind = ColumnType.categorical(arrow_array(np.arange(3)))
    found = encodings({"a": kind}, categorical=("a",))
    assert (found.encoding, found.compression) == ({}, {"a": "snappy"})


@pytest.mark.parametrize("compression", ["zstd", "none"])
def test_other_codecs_than_snappy_are_those_of_all_columns(compression):
    found = encodings({"a": ColumnType(pa.int64()), "b": RANDOM_TEXT}, compression)
    assert found.compression == {"a": compression, "b": compression}
    assert found.encoding == {"a": PACKED, "b": LENGTHS}


def test_what_is_inside_of_lists_and_structs_is_encoded_likewise():
    inner = ColumnType.struct_of({"n": ColumnType(pa.int64()), "id": RANDOM_TEXT})
    found = encodings({"a": ColumnType.list_of(inner), "b": ColumnType(pa.list_(pa.float64()))})
    prefix = "a.list.element"
    assert found.encoding == {f"{prefix}.n": PACKED, f"{prefix}.id": LENGTHS}
    assert found.compression == {
        f"{prefix}.n": "none",
        f"{prefix}.id": "none",
        "b.list.element": "none",
    }


VALUES = {
    "small": arrow_array(np.arange(-50, 50, dtype=np.int8)),
    "wide": arrow_array(np.array([-(2**63), 2**63 - 1] * 50)),
    "unsigned": arrow_array(np.array([0, 2**64 - 1] * 50, np.uint64)),
    "day": arrow_array(np.arange(100, dtype=np.int32), pa.date32()),
    "money": pa.array([decimal.Decimal("-0.01"), decimal.Decimal("9999999.99")] * 50),
    "instant": pa.array([datetime.datetime(1969, 1, 1), None] * 50, pa.timestamp("us")),
    "id": string_array([f"{number:036}" for number in range(100)]),
}


@pytest.mark.parametrize("name", VALUES)
def test_values_are_read_as_they_were_written(tmp_path, name):
    array = VALUES[name]
    kind = ColumnType(array.type, nullable=array.null_count > 0)
    if name == "id":
        kind = attrs.evolve(kind, incompressible=True)
    encoder = encoder_of(FileContent({name: kind}, 300, 100, {}), "snappy")
    with (tmp_path / "a.parquet").open("wb") as stream:
        file = encoder.joint(stream)
        for _ in range(3):
            file.append(encoder.encode([[array.slice(0, 40)], [array.slice(40)]]))
        file.finish()
    found = pq.read_table(tmp_path / "a.parquet").column(name)
    assert found.to_pylist() == array.to_pylist() * 3
    duckdb = pytest.importorskip("duckdb")
    rows = duckdb.sql(f"select {name} from '{tmp_path}/a.parquet'").fetchall()  # noqa: S608 (our own)
    assert [row[0] for row in rows] == array.to_pylist() * 3
