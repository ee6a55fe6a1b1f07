"""What a column says of itself."""

import pyarrow as pa
import pytest
from smelt_datagen.arrays import string_array
from smelt_datagen.plugin import Column

from ..helpers import LetterColumn, Number


def test_a_column_is_not_nullable_nor_categorical_nor_bounded_unless_it_says_so():
    column = Number()
    assert (column.nullable, column.dictionary, column.bounds) == (False, None, None)
    assert column.logical_type == column.array_type == pa.int64()


@pytest.mark.parametrize(
    ("count", "codes"), [(1, pa.int8()), (128, pa.int8()), (129, pa.int16()), (40_000, pa.int32())]
)
def test_a_categorical_columns_arrays_have_the_narrowest_codes(count, codes):
    column = LetterColumn([str(i) for i in range(count)])
    assert column.array_type == pa.dictionary(codes, pa.utf8())
    assert column.logical_type == pa.utf8()


def test_the_array_type_follows_the_dictionary():
    class Numbers(Column):
        data_type = pa.int64()
        dictionary = pa.array([5, 7])

    assert Numbers().array_type == pa.dictionary(pa.int8(), pa.int64())


def test_a_dictionary_holds_the_values_in_code_order():
    assert LetterColumn(["b", "a"]).dictionary.equals(string_array(["b", "a"]))
