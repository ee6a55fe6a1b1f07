"""Text of one width, put together from pieces."""

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st
from smelt_datagen.arrays import FixedWidthText, text_pieces

VISIBLE = st.characters(min_codepoint=33, max_codepoint=126)


def pieces(texts, start, size):
    return text_pieces(np.array(texts, dtype="S"), start, size)


@pytest.mark.parametrize("size", [1, 2, 4, 8])
def test_a_piece_is_one_unsigned_integer_of_its_characters(size):
    found = pieces(["0123456789", "abcdefghij"], 1, size)
    assert found.dtype == np.dtype(f"u{size}")
    assert found.tobytes() == b"123456789"[:size] + b"bcdefghij"[:size]


@given(st.lists(st.text(VISIBLE, min_size=8, max_size=8), min_size=1, max_size=20))
def test_pieces_side_by_side_are_the_text_again(texts):
    array = np.array(texts, dtype="S8")
    text = FixedWidthText(len(texts), 8)
    for start, size in ((0, 4), (4, 2), (6, 1), (7, 1)):
        text.put(start, text_pieces(array, start, size))
    found = text.array()
    found.validate(full=True)
    assert found.type == pa.utf8()
    assert found.to_pylist() == texts


def test_pieces_may_be_put_in_any_order_and_at_odd_places():
    text = FixedWidthText(2, 11)
    text.put(3, pieces(["ABCDEFGH", "abcdefgh"], 0, 8))
    text.put_literal(2, "-")
    text.put(0, pieces(["xy", "zw"], 0, 2))
    assert text.array().to_pylist() == ["xy-ABCDEFGH", "zw-abcdefgh"]


def test_pieces_can_be_taken_by_code():
    table = pieces(["no", "on", "up"], 0, 2)
    text = FixedWidthText(4, 2)
    text.put(0, table.take([2, 0, 0, 1]))
    assert text.array().to_pylist() == ["up", "no", "no", "on"]


def test_later_pieces_lie_over_earlier_ones():
    text = FixedWidthText(1, 4)
    text.put(0, pieces(["aaaa"], 0, 4))
    text.put_literal(1, "b")
    assert text.array().to_pylist() == ["abaa"]


def test_a_piece_ends_where_the_text_ends():
    with pytest.raises((TypeError, ValueError)):
        FixedWidthText(1, 4).put(1, pieces(["aaaa"], 0, 4))


def test_no_rows_are_no_texts():
    text = FixedWidthText(0, 4)
    text.put(0, np.array([], dtype="u2"))
    text.put(2, np.array([], dtype="u2"))
    text.put_literal(3, "-")
    assert text.array().to_pylist() == []


def test_pieces_of_wide_tables_are_cut_at_their_start():
    table = pieces(["2024-01-31", "2024-02-29"], 8, 2)
    text = FixedWidthText(2, 2)
    text.put(0, table)
    assert text.array().to_pylist() == ["31", "29"]
