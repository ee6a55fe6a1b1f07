"""Rows of a file, a few at a time."""

from itertools import pairwise

import pyarrow as pa
from hypothesis import given
from hypothesis import strategies as st
from smelt_datagen.output.value_check import _Reader

SIZES = st.lists(st.integers(1, 7), min_size=1)


@given(SIZES, SIZES)
def test_rows_come_in_their_order_however_they_are_cut(batches, takes):
    starts = [sum(batches[:place]) for place in range(len(batches) + 1)]
    whole = [pa.record_batch({"n": [*range(start, end)]}) for start, end in pairwise(starts)]
    reader = _Reader(iter(whole))
    row = 0
    for count in takes:
        if row + count > starts[-1]:
            assert reader.take(count) is None
            return
        assert reader.take(count)[0].to_pylist() == [*range(row, row + count)]
        row += count


def test_no_batch_is_read_before_it_is_needed():
    read = []

    def batches():
        for number in range(5):
            read.append(number)
            yield pa.record_batch({"n": [number, number]})

    reader = _Reader(batches())
    reader.take(3)
    assert read == [0, 1]
    reader.take(1)
    assert read == [0, 1]
