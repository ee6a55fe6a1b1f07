"""Categorical columns as we encode them: readers get the values, bounds are as from pyarrow."""

import attrs
import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from smelt_datagen.arrays import code_type
from smelt_datagen.parquet.columns.own_columns import own_columns
from smelt_datagen.plugin import ColumnType

from ..files import chunk, encoding_of, own_file, pyarrow_file, statistics, values

STORED = {
    pa.int32(): (pa.int32(), pa.date32()),
    pa.int64(): (pa.int64(), pa.timestamp("us"), pa.timestamp("ms", "UTC"), pa.time64("us")),
    **{kind: (kind,) for kind in (pa.int8(), pa.int16(), pa.uint8(), pa.uint32(), pa.uint64())},
}
"""Types of columns by the integers that they are stored as."""


def categorical(codes, dictionary, valid=None):
    """Return an array with these codes, null where `valid` is false."""
    mask = None if valid is None else ~np.asarray(valid, np.bool_)
    made = pa.array(np.asarray(codes).astype(code_type(len(dictionary))), mask=mask)
    return pa.DictionaryArray.from_arrays(made, dictionary)


BLOCKS = st.integers(1, 4)


def drawn(count, size, dictionary=None):
    random = np.random.Generator(np.random.PCG64(count))
    texts = pa.array([f"text {number * 7919 % size}" for number in range(size)])
    return categorical(random.integers(0, size, count), dictionary or texts)


def is_own(array, types=None):
    types = types or {"a": ColumnType.categorical(array.dictionary)}
    return "a" in own_columns(types, encoding_of(types, len(array)).arrow)


# --- all readers, any values ---

TEXTS = st.lists(st.text(max_size=6), min_size=1, max_size=30, unique=True)
INTEGERS = st.lists(st.integers(0, 100), min_size=1, max_size=30, unique=True)
DICTIONARIES = st.one_of(
    TEXTS.map(lambda texts: pa.array(texts, pa.utf8())),
    *(
        INTEGERS.map(lambda numbers, stored=stored, kind=kind: pa.array(numbers, stored).cast(kind))
        for stored, kinds in STORED.items()
        for kind in kinds
    ),
)


@st.composite
def arrays(draw):
    """Return rows of some of the values of a dictionary, in runs, null or not."""
    dictionary = draw(DICTIONARIES)
    runs = draw(st.lists(st.tuples(st.integers(0, 999), st.integers(1, 60)), min_size=1))
    codes = np.repeat(*np.array(runs).T) % len(dictionary)
    codes = np.resize(codes, max(len(codes), 2 * len(dictionary)))  # or it is not kept
    nulls = draw(st.sampled_from([None, 0.1, 1.0]))
    if nulls is None:
        return categorical(codes, dictionary)
    random = np.random.Generator(np.random.PCG64(len(codes)))
    return categorical(codes, dictionary, random.random(len(codes)) >= nulls)


@pytest.fixture(scope="module")
def path(tmp_path_factory):
    return tmp_path_factory.mktemp("files") / "a.parquet"


@settings(max_examples=60)
@given(array=arrays(), compression=st.sampled_from(["snappy", "zstd", "none"]), blocks=BLOCKS)
def test_readers_get_the_values_and_bounds_are_those_of_pyarrow(path, array, compression, blocks):
    duckdb, polars = pytest.importorskip("duckdb"), pytest.importorskip("polars")
    assert is_own(array)
    path.write_bytes(own_file({"a": array}, compression=compression, blocks=blocks))
    expected = array.to_pylist()
    assert values(path.read_bytes()) == expected
    assert polars.read_parquet(path)["a"].to_list() == expected
    table = duckdb.sql(f"select a from '{path}'").to_arrow_table()  # noqa: S608 (our own)
    assert table["a"].cast(array.type.value_type).to_pylist() == expected
    assert statistics(path.read_bytes()) == statistics(pyarrow_file({"a": array}))


# --- what is special ---


@pytest.mark.parametrize("size", [1, 2, 3, 128, 129, 256, 257, 32_769, 65_536])
def test_a_dictionary_may_have_any_length(size):
    array = drawn(131_072, size)
    file = own_file({"a": array})
    assert is_own(array)
    assert values(file) == array.to_pylist()
    assert statistics(file) == statistics(pyarrow_file({"a": array}))


def test_a_single_row_has_a_code_of_one_bit():
    array = drawn(1, 1)
    types = {"a": ColumnType.categorical(array.dictionary)}
    column = own_columns(types, encoding_of(types, 2).arrow)["a"]
    assert column.chunk([array]).pages[-1] == bytes([1, 0b11, 0])


def test_values_that_do_not_occur_are_in_the_dictionary_but_not_among_the_bounds():
    array = categorical([2, 1] * 5000, pa.array(["a", "m", "c", "z"]))
    file = own_file({"a": array})
    assert statistics(file) == (0, 10_000, ("c", "m"))
    assert b"z" in file


def test_a_value_that_occurs_late_counts():
    array = categorical([0] * 9999 + [1], pa.array(["b", "a"]))
    assert statistics(own_file({"a": array})) == (0, 10_000, ("a", "b"))


def test_a_value_may_stand_twice():
    array = categorical([0, 1, 2] * 100, pa.array(["b", "a", "b"]))
    file = own_file({"a": array})
    assert values(file) == array.to_pylist()
    assert statistics(file) == (0, 300, ("a", "b"))


@pytest.mark.parametrize("sizes", [(4096, 4097), (4097, 1)])
def test_a_bound_that_is_long_is_left_out(sizes):
    texts = pa.array([letter * size for letter, size in zip("ab", sizes, strict=True)])
    array = categorical([0, 1] * 100, texts)
    found, expected = (of({"a": array}) for of in (own_file, pyarrow_file))
    assert values(found) == array.to_pylist()
    assert statistics(found) == statistics(expected)
    assert chunk(found).statistics.has_min_max == chunk(expected).statistics.has_min_max


def test_nothing_but_nulls_has_no_bounds():
    array = categorical([0] * 50, pa.array(["a"]), [False] * 50)
    file = own_file({"a": array})
    assert values(file) == [None] * 50
    assert statistics(file) == (50, 0, None)


@pytest.mark.parametrize(
    "kind",
    [
        ColumnType.categorical(pa.array([0.5])),
        ColumnType.categorical(pa.array([True])),
        ColumnType.categorical(pa.array([b"a"])),
        ColumnType.categorical(pa.array([1], pa.timestamp("s"))),
        ColumnType.categorical(pa.array(["a", None])),
        ColumnType.struct_of({"b": ColumnType.categorical(pa.array(["a"]))}),
        ColumnType.list_of(ColumnType.categorical(pa.array(["a"]))),
    ],
    ids=["doubles", "booleans", "bytes", "seconds", "null", "struct", "list"],
)
def test_other_values_are_left_to_pyarrow(kind):
    types = {"a": kind}
    assert own_columns(types, encoding_of(types, 100).arrow) == {}


def test_files_of_the_first_version_are_left_to_pyarrow():
    types = {"a": ColumnType.categorical(pa.array(["a"]))}
    arrow = attrs.evolve(encoding_of(types, 100).arrow, version="1.0")
    assert own_columns(types, arrow) == {}


# --- sizes ---


@pytest.mark.parametrize("share", [0, 0.01, 0.1, 0.5, 1])
@pytest.mark.parametrize("is_sorted", [False, True])
@pytest.mark.parametrize("size", [2, 7, 100])
def test_a_file_is_not_larger_than_that_of_pyarrow(share, is_sorted, size):
    random = np.random.Generator(np.random.PCG64(size))
    codes = random.integers(0, size, 50_000) * (random.random(50_000) < share)
    array = categorical(np.sort(codes) if is_sorted else codes, drawn(1, size).dictionary)
    own, other = own_file({"a": array}), pyarrow_file({"a": array})
    assert len(own) <= 1.02 * len(other)


def test_what_snappy_finds_nothing_in_is_stored():
    assert chunk(own_file({"a": drawn(50_000, 7)})).compression == "UNCOMPRESSED"
    sparse = categorical(np.arange(50_000) % 16 == 0, pa.array(["a", "b"]))
    assert chunk(own_file({"a": sparse})).compression == "SNAPPY"
