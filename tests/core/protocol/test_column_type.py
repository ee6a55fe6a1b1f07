"""What a column says of its values."""

import attrs
import numpy as np
import pyarrow as pa
import pytest
from smelt_datagen.arrays import arrow_array, dictionary_array, string_array
from smelt_datagen.plugin import ColumnType

from ..helpers import Number

DAYS = arrow_array(np.array([0, 19_782], dtype=np.int32), pa.date32())


def test_a_column_is_not_nullable_nor_categorical_nor_bounded_unless_it_says_so():
    kind = Number().bind(None).type
    assert (kind.nullable, kind.dictionary, kind.bounds, kind.format) == (False, None, None, None)
    assert kind.array_type == kind.data_type == pa.int64()


@pytest.mark.parametrize(
    ("count", "codes"), [(1, pa.int8()), (128, pa.int8()), (129, pa.int16()), (40_000, pa.int32())]
)
def test_a_categorical_columns_arrays_have_the_narrowest_codes(count, codes):
    kind = ColumnType.categorical(string_array([str(i) for i in range(count)]))
    assert kind.array_type == pa.dictionary(codes, pa.utf8())
    assert kind.data_type == pa.utf8()


def test_a_fact_changes_without_the_others():
    kind = attrs.evolve(ColumnType.categorical(pa.array([5, 7])), nullable=True)
    assert kind.array_type == pa.dictionary(pa.int8(), pa.int64())
    assert kind.nullable
    assert kind.dictionary.to_pylist() == [5, 7]


def test_what_has_no_format_of_its_own_is_written_as_it_is():
    kind = ColumnType(pa.timestamp("s"))
    array = pa.array([0], pa.timestamp("s"))
    assert kind.written is kind
    assert kind.as_written(array) is array


def test_dates_of_the_format_text_are_written_as_iso_8601():
    kind = ColumnType(pa.date32(), nullable=True, bounds=(0, 1), format="text")
    assert kind.written.array_type == pa.utf8()
    assert (kind.written.nullable, kind.written.bounds) == (True, None)
    written = kind.as_written(pa.array([0, None, 19_782], pa.int32()).view(pa.date32()))
    assert written.to_pylist() == ["1970-01-01", None, "2024-02-29"]


def test_timestamps_of_the_format_text_are_written_as_iso_8601():
    kind = ColumnType(pa.timestamp("s"), format="text")
    array = pa.array([0, 1_709_211_661], pa.timestamp("s"))
    assert kind.as_written(array).to_pylist() == ["1970-01-01T00:00:00", "2024-02-29T13:01:01"]


def test_a_categorical_date_is_written_with_a_dictionary_of_texts():
    kind = attrs.evolve(ColumnType.categorical(DAYS), format="text")
    codes = pa.array([1, None, 0], pa.int8())
    array = pa.DictionaryArray.from_arrays(codes, DAYS)
    written = kind.as_written(array)
    assert written.type == kind.written.array_type == pa.dictionary(pa.int8(), pa.utf8())
    assert written.to_pylist() == ["2024-02-29", None, "1970-01-01"]
    assert kind.as_written(dictionary_array(np.array([0], np.int8), DAYS)).to_pylist() == [
        "1970-01-01"
    ]
