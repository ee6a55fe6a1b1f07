"""Texts from masks and texts from pieces."""

import numpy as np
import pytest

from smelt_datagen_people.columns import JoinedTexts
from smelt_datagen_people.places import MaskedTexts

LARGEST_UNIFORM = 1 - 2**-53


def test_masks_are_spelled_out_and_shared_ones_once():
    texts = MaskedTexts(["A%", "B?C", "A%", "D"])
    first, second = [f"A{digit}" for digit in range(1, 10)], "ABDEFGHJLNPQRSTUWXYZ"
    expected = [*first, *(f"B{letter}C" for letter in second), "D"]
    assert texts.dictionary.to_pylist() == expected


def test_every_city_draws_from_its_own_mask_only():
    texts = MaskedTexts(["A#", "B##", "A#", "C"])
    cities = np.repeat(np.arange(4, dtype=np.int8), 3)
    uniform = np.tile([0.0, 0.5, LARGEST_UNIFORM], 4)
    codes = texts.codes(cities, uniform)
    assert codes.dtype == np.int8
    found = texts.dictionary.take(codes).to_pylist()
    assert found == ["A0", "A5", "A9", "B00", "B50", "B99", "A0", "A5", "A9", "C", "C", "C"]


def test_pieces_are_joined_as_the_format_says():
    texts = JoinedTexts("{number}, {name}{type}", name=["Ä", "B"], type=["weg"], number=["1", ""])
    codes = {
        "name": np.array([0, 1, 1], dtype=np.int8),
        "type": np.array([0, 0, 0], dtype=np.int16),
        "number": np.array([1, 0, 1], dtype=np.int64),
    }
    assert texts.join(codes).to_pylist() == [", Äweg", "1, Bweg", ", Bweg"]


def test_no_rows_are_joined_to_no_texts():
    texts = JoinedTexts("{one} {two}", one=["a"], two=["b"])
    none = np.array([], dtype=np.int8)
    assert texts.join({"one": none, "two": none}).to_pylist() == []


def test_a_format_that_ends_in_characters_is_refused():
    with pytest.raises(ValueError, match="must end with a name in braces"):
        JoinedTexts("{one}!", one=["a"])
