"""Row groups of columns that we encode and others."""

import numpy as np
import pyarrow as pa
import pytest

from .files import chunk, own_file, values


@pytest.mark.parametrize("compression", ["snappy", "zstd", "none"])
def test_bytes_do_not_depend_on_blocks(compression):
    random = np.random.Generator(np.random.PCG64(1))
    codes = pa.array(
        random.integers(0, 5, 70_000).astype(np.int8), mask=random.random(70_000) < 0.1
    )
    columns = {
        "id": pa.array(np.arange(70_000)),
        "number": pa.array(random.integers(0, 999, 70_000), mask=random.random(70_000) < 0.1),
        "flag": pa.array(random.random(70_000) < 0.5),
        "choice": pa.DictionaryArray.from_arrays(codes, pa.array(["a", "b", "c", "d", "e"])),
        "share": pa.array(random.random(70_000)),
    }
    whole = own_file(columns, compression=compression)
    for blocks in (2, 3, 70):
        assert own_file(columns, compression=compression, blocks=blocks) == whole


def test_columns_stand_in_the_order_of_the_schema_whoever_encodes_them():
    array = pa.array(np.arange(5000))
    lists = pa.array([[number, 1] for number in range(5000)])
    structs = pa.array([{"b": number, "c": "x"} for number in range(5000)])
    shares = pa.array(np.arange(5000) / 3)
    columns = {"share": shares, "id": array, "list": lists, "struct": structs, "last": array}
    file = own_file(columns)
    assert [chunk(file, place).path_in_schema for place in range(6)] == [
        *("share", "id", "list.list.element", "struct.b", "struct.c", "last")
    ]
    for place, column in enumerate(columns.values()):
        assert values(file, place) == column.to_pylist()
