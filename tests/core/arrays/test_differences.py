"""Where arrays differ: value by value, bit by bit, whatever lies under a null."""

import datetime
import decimal
import math

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st
from smelt_datagen.arrays.differences import differing

NAN = math.nan
CASES = [
    (pa.bool_(), [True, False, None, True], [True, True, None, None], [0, 1, 0, 1]),
    (pa.int8(), [1, 2, None, 4], [1, 3, 0, None], [0, 1, 1, 1]),
    (pa.uint64(), [2**64 - 1, 0], [2**64 - 1, 1], [0, 1]),
    (pa.float64(), [NAN, 0.0, 1.0, None], [NAN, -0.0, 1.0, NAN], [0, 1, 0, 1]),
    (pa.float32(), [0.1, NAN], [0.1, 1.0], [0, 1]),
    (pa.decimal128(5, 2), [decimal.Decimal("1.00"), None], [decimal.Decimal("1.01"), None], [1, 0]),
    (pa.date32(), [datetime.date(2024, 1, 1)], [datetime.date(2024, 1, 2)], [1]),
    (pa.timestamp("ns", "UTC"), [1, 2], [1, 3], [0, 1]),
    (pa.duration("s"), [1, 2], [1, 3], [0, 1]),
    (pa.time64("us"), [1, 2], [1, 3], [0, 1]),
    (pa.utf8(), ["a", "", None, "d"], ["a", "b", "", "D"], [0, 1, 1, 1]),
    (pa.large_utf8(), ["a", "b"], ["a", "c"], [0, 1]),
    (pa.binary(2), [b"ab", b"cd"], [b"ab", b"ce"], [0, 1]),
    (
        pa.list_(pa.float64()),
        [[NAN], [1, 2], [], None, [1]],
        [[NAN], [1], [], [], [2]],
        [0, 1, 0, 1, 1],
    ),
    (
        pa.list_(pa.list_(pa.int64())),
        [[[1], [2, 3]], [[]], [[1]]],
        [[[1], [2, 4]], [[]], [[1], []]],
        [1, 0, 1],
    ),
    (
        pa.struct([("x", pa.int64()), ("y", pa.utf8())]),
        [{"x": 1, "y": "a"}, {"x": 1, "y": None}, None],
        [{"x": 1, "y": "b"}, {"x": 1, "y": None}, {"x": None, "y": None}],
        [1, 0, 1],
    ),
    (pa.struct([]), [{}], [{}], [0]),
]


@pytest.mark.parametrize(("data_type", "one", "other", "expected"), CASES, ids=str)
@pytest.mark.parametrize("offset", [0, 1])
def test_rows_that_differ(data_type, one, other, expected, offset):
    before = [None] * offset
    left, right = (pa.array(before + values, data_type)[offset:] for values in (one, other))
    assert differing(left, right).tolist() == [bool(flag) for flag in expected]
    assert not differing(left, left).any()


@pytest.mark.parametrize(
    "other", [pa.array([1, 2], pa.int32()), pa.array([1], pa.int64())], ids=["type", "length"]
)
def test_arrays_that_cannot_be_compared_are_refused(other):
    with pytest.raises(ValueError, match="int64 x 2 and "):
        differing(pa.array([1, 2], pa.int64()), other)


items = st.lists(st.one_of(st.none(), st.integers(0, 2)), max_size=3)
nested = st.lists(st.one_of(st.none(), items))


@given(nested, nested)
def test_lists_differ_where_python_says_so(one, other):
    length = min(len(one), len(other))
    arrays = [pa.array(values[:length], pa.list_(pa.int8())) for values in (one, other)]
    expected = [left != right for left, right in zip(one, other, strict=False)]
    np.testing.assert_array_equal(differing(*arrays), np.array(expected, bool))
