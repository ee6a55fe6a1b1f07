"""Files made of row groups encoded apart are what pyarrow writes itself."""

import io

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from smelt_datagen.parquet import row_groups
from smelt_datagen.parquet.row_groups import (
    EncodedRowGroup,
    RowGroupFile,
    sorted_pairs,
    taken_apart,
)
from smelt_datagen.parquet.thrift import BINARY, I64, LIST, STRUCT, Reader, written

SCHEMA = pa.schema(
    [
        pa.field("number", pa.int64(), nullable=False),
        pa.field("category", pa.dictionary(pa.int8(), pa.utf8())),
        pa.field("text", pa.utf8()),
        pa.field("share", pa.float64()),
        pa.field("flag", pa.bool_()),
        pa.field("day", pa.date32()),
        pa.field("list", pa.list_(pa.int64())),
        *(pa.field(f"more{number}", pa.int64()) for number in range(20)),
    ]
)
OPTIONS = {"compression": "snappy", "use_dictionary": ["category"], "store_schema": False}
METADATA = {"seed": "42"}


def table(count):
    random = np.random.Generator(np.random.PCG64(count))
    codes = pa.array(random.integers(0, 3, count).astype(np.int8))
    columns = [
        pa.array(random.integers(-(2**60), 2**60, count)),
        pa.DictionaryArray.from_arrays(codes, pa.array(["x", "y", "z"])),
        pa.array([str(number) if number % 3 else None for number in range(count)], pa.utf8()),
        pa.array(random.random(count)),
        pa.array(random.random(count) > 0.5),
        pa.array(np.arange(count, dtype=np.int32)).view(pa.date32()),
        pa.array([[number, None] for number in range(count)], pa.list_(pa.int64())),
        *(pa.array(np.arange(count)) for _ in range(20)),
    ]
    return pa.Table.from_arrays(columns, schema=SCHEMA)


def written_by_pyarrow(tables, metadata=METADATA):
    sink = pa.BufferOutputStream()
    with pq.ParquetWriter(sink, SCHEMA, **OPTIONS) as writer:
        writer.add_key_value_metadata(metadata)
        for one in tables:
            writer.write_table(one)
    return sink.getvalue()


def joined(tables):
    stream = io.BytesIO()
    file = RowGroupFile(stream)
    for one in tables:
        file.append(taken_apart(written_by_pyarrow([one])))
    file.finish()
    return stream.getvalue()


@pytest.mark.parametrize("counts", [(5,), (1000, 7, 500), (1,) * 40])
def test_the_file_is_byte_for_byte_what_pyarrow_writes(counts):
    tables = [table(count) for count in counts]
    assert joined(tables) == written_by_pyarrow(tables).to_pybytes()


def test_a_file_without_rows_is_what_pyarrow_writes():
    stream = io.BytesIO()
    file = RowGroupFile(stream)
    file.append(taken_apart(written_by_pyarrow([])))
    file.finish()
    assert stream.getvalue() == written_by_pyarrow([]).to_pybytes()


def test_metadata_is_sorted_whatever_arrow_makes_of_its_order():
    keys = [f"key{number}" for number in range(9)]
    stream = io.BytesIO()
    file = RowGroupFile(stream)
    file.append(taken_apart(written_by_pyarrow([table(5)], dict.fromkeys(keys, "x"))))
    file.finish()
    places = [stream.getvalue().rindex(key.encode()) for key in keys]
    assert places == sorted(places)


@pytest.mark.parametrize("count", [0, 1000])
def test_one_row_group_whose_metadata_are_in_order_is_a_file_as_it_is(count, monkeypatch):
    monkeypatch.setattr(row_groups, "Reader", None)
    one = written_by_pyarrow([table(count)])
    stream = io.BytesIO()
    file = RowGroupFile(stream, sorted_pairs(METADATA))
    file.append(taken_apart(one))
    file.finish()
    assert stream.getvalue() == one.to_pybytes()


def test_metadata_that_are_not_in_order_are_sorted():
    metadata = {f"key{number}": "x" for number in reversed(range(9))}
    stream = io.BytesIO()
    file = RowGroupFile(stream, sorted_pairs(metadata))
    file.append(made(metadata))
    file.finish()
    places = [stream.getvalue().rindex(key.encode()) for key in sorted(metadata)]
    assert places == sorted(places)


def made(keys=("seed", "dataset"), **offsets):
    """Return 20 bytes of pages with a footer as other versions of Arrow write it."""
    offsets = {"chunk": 0, "group": 0, **dict.fromkeys(COLUMN_OFFSETS, 0), **offsets}
    column = {field: (I64, offsets[name]) for name, field in COLUMN_OFFSETS.items()}
    chunk = {2: (I64, offsets["chunk"]), 3: (STRUCT, column)}
    group = {1: (LIST, (STRUCT, [chunk])), 3: (I64, 7), 5: (I64, offsets["group"])}
    pairs = [{1: (BINARY, key), 2: (BINARY, b"x")} for key in map(str.encode, keys)]
    footer = {3: (I64, 7), 4: (LIST, (STRUCT, [group])), 5: (LIST, (STRUCT, pairs))}
    return EncodedRowGroup(memoryview(bytes(20)), written(footer))


COLUMN_OFFSETS = {"data": 9, "index": 10, "dictionary": 11, "bloom": 14}


def test_every_offset_of_a_later_row_group_is_moved_but_none_that_is_0():
    stream = io.BytesIO()
    file = RowGroupFile(stream)
    file.append(made(group=4, chunk=5, data=6, index=7, dictionary=8, bloom=9))
    file.append(made(group=4, chunk=5, data=6, index=7, dictionary=8, bloom=9))
    file.append(made(group=4, chunk=0, data=6, index=0, dictionary=0, bloom=0))
    file.finish()
    found = taken_apart(pa.py_buffer(stream.getvalue()))
    offsets = []
    footer = Reader(memoryview(found.footer)).struct()
    for group in footer[4][1][1]:
        (chunk,) = group[1][1][1]
        column = chunk[3][1]
        places = [column[field][1] for field in COLUMN_OFFSETS.values()]
        offsets.append([group[5][1], chunk[2][1], *places])
    assert offsets == [[4, 5, 6, 7, 8, 9], [24, 25, 26, 27, 28, 29], [44, 0, 46, 0, 0, 0]]
    assert footer[3] == (I64, 21)
    assert [pair[1][1] for pair in footer[5][1][1]] == [b"dataset", b"seed"]
