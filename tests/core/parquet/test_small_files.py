"""Files of few rows are what pyarrow writes, with their metadata in order."""

import io

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from smelt_datagen.parquet import small_files
from smelt_datagen.parquet.encoding import encoder_of
from smelt_datagen.parquet.footers import footer_of, with_sorted_pairs
from smelt_datagen.parquet.small_files import MOST_ROWS, SmallFileEncoding
from smelt_datagen.plugin import ColumnType
from smelt_datagen.protocol.file_format import FileContent

TYPES = {"a": ColumnType(pa.int64()), "b": ColumnType(pa.utf8())}
METADATA = {f"key{number}": str(number) for number in reversed(range(9))}


def encoder(rows, chunk_rows=1 << 17):
    return encoder_of(FileContent(TYPES, rows, chunk_rows, METADATA), "snappy")


def arrays(count):
    numbers = np.arange(count)
    return [pa.array(numbers), pa.array(map(str, numbers), pa.utf8())]


def written(encoding, chunks):
    stream = io.BytesIO()
    file = encoding.joint(stream)
    for blocks in chunks:
        file.append(encoding.encode(blocks))
    file.finish()
    return stream.getvalue()


@pytest.mark.parametrize(
    ("rows", "chunk_rows", "is_small"),
    [
        (0, 1 << 17, True),
        (MOST_ROWS, 1 << 17, True),
        (MOST_ROWS + 1, 1 << 17, False),
        (64, 64, True),
        (65, 64, False),  # two row groups
    ],
)
def test_a_file_is_small_if_it_is_one_row_group_of_few_rows(rows, chunk_rows, is_small):
    assert isinstance(encoder(rows, chunk_rows), SmallFileEncoding) == is_small


@pytest.mark.parametrize("count", [1, 300])
def test_it_is_what_pyarrow_writes(count):
    one = encoder(count)
    blocks = [arrays(count)]
    expected = one.arrow.file(dict(zip(TYPES, zip(*blocks, strict=True), strict=True)), METADATA)
    assert written(one, [blocks]) == expected.to_pybytes()
    assert pq.read_table(pa.BufferReader(expected)).columns[1].to_pylist() == [
        *map(str, range(count))
    ]


def test_a_file_without_rows_has_its_columns():
    file = pq.ParquetFile(io.BytesIO(written(encoder(0), [[]])))
    assert (file.metadata.num_rows, file.num_row_groups) == (0, 0)
    assert file.schema_arrow.names == ["a", "b"]


def test_metadata_are_sorted_whatever_arrow_makes_of_their_order(monkeypatch):
    one, blocks = encoder(5), [arrays(5)]
    ordered = written(one, [blocks])
    assert written(one, [blocks]).count(b"key") == len(METADATA)
    monkeypatch.setattr(small_files, "sorted_pairs", lambda _: b"in no footer")
    assert written(encoder(5), [blocks]) == ordered


def test_metadata_that_are_out_of_order_are_put_in_order():
    sink = pa.BufferOutputStream()
    with pq.ParquetWriter(sink, pa.schema([("a", pa.int64())]), store_schema=False) as writer:
        writer.add_key_value_metadata(METADATA)
    file = with_sorted_pairs(sink.getvalue(), METADATA)
    pairs = footer_of(file)[5][1][1]
    assert [pair[1][1].decode() for pair in pairs] == sorted(METADATA)
    assert pq.read_metadata(pa.BufferReader(file)).metadata == {
        key.encode(): value.encode() for key, value in METADATA.items()
    }
