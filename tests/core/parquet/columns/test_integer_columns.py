"""Integers and times as we encode them: readers get the values, bounds are as from pyarrow."""

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from smelt_datagen.parquet.columns.own_columns import own_columns

from ..files import chunk, encoding_of, kind_of, own_file, pyarrow_file, statistics, values

TYPES = [
    *(pa.int8(), pa.int16(), pa.int32(), pa.int64()),
    *(pa.uint8(), pa.uint16(), pa.uint32(), pa.uint64()),
    *(pa.date32(), pa.time32("ms"), pa.time64("us"), pa.timestamp("us"), pa.timestamp("ms", "UTC")),
]


def numbers_of(kind):
    """Return integers of a type: any, or dates and times that readers know."""
    if pa.types.is_integer(kind):
        limits = np.iinfo(str(kind))
        return st.integers(int(limits.min), int(limits.max)) | st.integers(0, 9)
    return st.integers(0, 20_000)


@st.composite
def arrays(draw):
    """Return integers of any type, alike or not, null or not."""
    kind = draw(st.sampled_from(TYPES))
    stored = kind if pa.types.is_integer(kind) else pa.from_numpy_dtype(f"i{kind.bit_width // 8}")
    number = numbers_of(kind) | st.none() if draw(st.booleans()) else numbers_of(kind)
    drawn = draw(st.lists(number, min_size=1, max_size=300))
    return pa.array(drawn, stored).view(kind)


@pytest.fixture(scope="module")
def path(tmp_path_factory):
    return tmp_path_factory.mktemp("files") / "a.parquet"


@settings(max_examples=60)
@given(array=arrays(), compression=st.sampled_from(["snappy", "zstd"]), blocks=st.integers(1, 4))
def test_readers_get_the_values_and_bounds_are_those_of_pyarrow(path, array, compression, blocks):
    duckdb, polars = pytest.importorskip("duckdb"), pytest.importorskip("polars")
    path.write_bytes(own_file({"a": array}, compression=compression, blocks=blocks))
    expected = array.to_pylist()
    assert values(path.read_bytes()) == expected
    assert polars.read_parquet(path)["a"].to_list() == expected
    table = duckdb.sql(f"select a from '{path}'").to_arrow_table()  # noqa: S608 (our own)
    assert table["a"].cast(array.type).to_pylist() == expected
    assert statistics(path.read_bytes()) == statistics(pyarrow_file({"a": array}))


@pytest.mark.parametrize("nulls", [0, 0.3, 1])
def test_uniform_integers_are_as_small_as_those_of_pyarrow(nulls):
    random = np.random.Generator(np.random.PCG64(1))
    numbers = random.integers(1, 100_001, 131_072)
    array = pa.array(numbers, mask=random.random(len(numbers)) < nulls)
    found, expected = own_file({"a": array}), pyarrow_file({"a": array})
    assert len(found) < 1.03 * len(expected)
    assert values(found) == array.to_pylist()
    assert chunk(found).encodings == chunk(expected).encodings


def test_a_dictionary_that_is_not_kept_is_decoded():
    array = pa.array(np.arange(300) * 7 % 300).dictionary_encode()
    array = pa.DictionaryArray.from_arrays(array.indices.cast(pa.int16()), array.dictionary)
    file = own_file({"a": array}, blocks=2)
    assert not chunk(file).has_dictionary_page
    assert values(file) == array.to_pylist()


@pytest.mark.parametrize(
    "kind",
    [pa.float64(), pa.utf8(), pa.decimal128(9, 2), pa.timestamp("s"), pa.time32("s")],
    ids=str,
)
def test_what_is_stored_otherwise_than_in_arrow_is_left_to_pyarrow(kind):
    types = {"a": kind_of(pa.array([], kind))}
    assert own_columns(types, encoding_of(types, 100).arrow) == {}
    array = pa.nulls(100, kind)
    assert values(own_file({"a": array})) == [None] * 100
