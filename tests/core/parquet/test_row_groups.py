"""Files made of row groups encoded apart are what pyarrow writes itself."""

import io

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from smelt_datagen.parquet.column_chunks import ColumnChunk
from smelt_datagen.parquet.columns.arrow_chunks import chunks_of
from smelt_datagen.parquet.footers import footer_of, template
from smelt_datagen.parquet.row_groups import EncodedRowGroup, RowGroupFile
from smelt_datagen.parquet.thrift import BINARY, I64, LIST, STRUCT, written

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
GROUPS, NUMBER = 4, 7
"""Field ids of the row groups of a footer, and of a row group's number."""


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


def joined(groups, metadata=METADATA):
    stream = io.BytesIO()
    file = RowGroupFile(stream, template(footer_of(written_by_pyarrow([])), metadata))
    for group in groups:
        file.append(group)
    file.finish()
    return stream.getvalue()


def without_numbers(file):
    """Return a file whose row groups are not counted, as Arrow before 20 does."""
    data, footer = file.to_pybytes(), footer_of(file)
    for group in footer[GROUPS][1][1]:
        group.pop(NUMBER, None)
    start = len(data) - 8 - int.from_bytes(data[-8:-4], "little")
    ending = written(footer)
    return data[:start] + ending + len(ending).to_bytes(4, "little") + b"PAR1"


@pytest.mark.parametrize("counts", [(), (5,), (1000, 7, 500), (1,) * 40])
def test_the_file_is_byte_for_byte_what_pyarrow_writes(counts):
    tables = [table(count) for count in counts]
    groups = [
        EncodedRowGroup([*chunks_of(written_by_pyarrow([one]))], one.num_rows) for one in tables
    ]
    assert joined(groups) == without_numbers(written_by_pyarrow(tables))


def test_a_row_group_without_rows_is_left_out():
    assert joined([EncodedRowGroup([], 0)]) == joined([])


def test_metadata_are_in_order():
    metadata = {f"key{number}": "x" for number in reversed(range(9))}
    file = joined([], metadata)
    places = [file.rindex(key.encode()) for key in sorted(metadata)]
    assert places == sorted(places)


# --- chunks that are moved ---

OFFSETS = {"data": 9, "index": 10, "dictionary": 11, "bloom": 14}
"""Field ids of the offsets of a chunk's metadata."""


def chunk(**offsets):
    """Return 20 bytes of pages that begin at 4, with offsets as any version of Arrow has them."""
    sizes = {6: (I64, 30), 7: (I64, 20)}
    path = {3: (LIST, (BINARY, [b"a"]))}
    metadata = {**path, **sizes, **{OFFSETS[name]: (I64, at) for name, at in offsets.items()}}
    return ColumnChunk([bytes(12), bytes(8)], {2: (I64, 4), 3: (STRUCT, metadata)}, 4)


def test_every_offset_of_a_chunk_is_moved_but_none_that_is_0():
    group = EncodedRowGroup([chunk(data=6, dictionary=4), chunk(data=4, index=0, bloom=8)], 7)
    footer = footer_of(pa.py_buffer(joined([group, group])))
    found = [
        (fields[2][1], *(fields[3][1][at][1] for at in OFFSETS.values() if at in fields[3][1]))
        for one in footer[GROUPS][1][1]
        for fields in one[1][1][1]
    ]
    assert found == [(4, 6, 4), (24, 24, 0, 28), (44, 46, 44), (64, 64, 0, 68)]


def test_a_row_group_says_where_it_is_and_how_large():
    group = EncodedRowGroup([chunk(data=6), chunk(data=4)], 7)
    footer = footer_of(pa.py_buffer(joined([group, group])))
    found = [[one[field][1] for field in (2, 3, 5, 6)] for one in footer[GROUPS][1][1]]
    assert found == [[60, 7, 4, 40], [60, 7, 44, 40]]
    assert footer[3] == (I64, 14)
