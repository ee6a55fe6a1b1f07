"""Files made of row groups encoded apart are what pyarrow writes itself."""

import io

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from smelt_datagen.output.row_groups import RowGroupFile, taken_apart

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
    size = file.finish()
    assert size == len(stream.getvalue())
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


def test_a_row_group_knows_its_number_of_rows():
    assert taken_apart(written_by_pyarrow([table(7)])).row_count == 7
