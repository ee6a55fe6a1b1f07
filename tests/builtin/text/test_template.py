"""Literals and columns joined into text, against Python's own joining; integers against str()."""

import json

import numpy as np
import pyarrow as pa
from hypothesis import example, given, settings
from hypothesis import strategies as st
from smelt_datagen.plugin import Block, Column, ColumnType, Dataset, Stream
from smelt_datagen_builtin.text.pieces import text_of
from smelt_datagen_builtin.text.template import Slot, Template

SMALLEST, LARGEST = -(2**63), 2**63 - 1

INT64 = st.integers(SMALLEST, LARGEST) | st.builds(
    lambda sign, power, near: max(SMALLEST, min(LARGEST, sign * 10**power + near)),
    st.sampled_from([-1, 1]),
    st.integers(0, 18),
    st.integers(-2, 2),
)


class Given(Column):
    """A column of values that are given, by row number."""

    def __init__(self, array, *, bounds=None):
        self.array = array
        self.type = ColumnType(array.type, bounds=bounds)
        if pa.types.is_dictionary(array.type):
            self.type = ColumnType.categorical(array.dictionary)

    def generate(self, block):
        return self.array.take(pa.array(block.index))


def joined(parts, count):
    slots = [
        Slot(part, text_of(part.type), ("part", position)) if isinstance(part, Column) else part
        for position, part in enumerate(parts)
    ]
    dataset = Dataset("given", count, Stream(42))
    array = Template(slots).join(Block(dataset.range(0, count), Stream(42)))
    array.validate(full=True)
    assert array.type == pa.utf8()
    return array.to_pylist()


def texts_of(numbers, bounds):
    return joined([Given(pa.array(numbers, pa.int64()), bounds=bounds)], len(numbers))


@settings(max_examples=100)
@given(numbers=st.lists(INT64, min_size=1, max_size=30), are_bounds_known=st.booleans())
@example(numbers=[SMALLEST, LARGEST, 0, -1, 1], are_bounds_known=True)
@example(numbers=[0], are_bounds_known=True)
def test_integers_are_written_as_python_writes_them(numbers, are_bounds_known):
    bounds = (min(numbers), max(numbers)) if are_bounds_known else None
    assert texts_of(numbers, bounds) == [str(number) for number in numbers]


def test_integers_of_a_narrow_range():
    for bounds in ((-7, 12), (LARGEST - 5, LARGEST), (SMALLEST, SMALLEST + 5), (3, 3)):
        numbers = list(range(bounds[0], bounds[1] + 1))
        assert texts_of(numbers, bounds) == [str(number) for number in numbers]


def test_integers_on_both_sides_of_the_size_of_a_table():
    for size in (1 << 16, (1 << 16) + 1):
        numbers = [-5, -4, 0, 9999, 10_000, size - 6]
        assert texts_of(numbers, (-5, size - 6)) == [str(number) for number in numbers]


TEXT = st.text(max_size=6)


@st.composite
def columns(draw, count):
    """Draw a column and the texts that it stands for."""
    kind = draw(st.sampled_from(["dictionary", "text", "int", "bool"]))
    if kind == "dictionary":
        entries = draw(st.lists(TEXT, min_size=1, max_size=4, unique=True))
        codes = draw(st.lists(st.integers(0, len(entries) - 1), min_size=count, max_size=count))
        array = pa.DictionaryArray.from_arrays(
            pa.array(codes, pa.int8()), pa.array(entries, pa.utf8())
        )
        return Given(array), [entries[code] for code in codes]
    if kind == "bool":
        values = draw(st.lists(st.booleans(), min_size=count, max_size=count))
        codes = pa.array([int(value) for value in values], pa.int8())
        array = pa.DictionaryArray.from_arrays(codes, pa.array([False, True]))
        return Given(array), [json.dumps(value) for value in values]
    item, data_type = {"text": (TEXT, pa.utf8()), "int": (INT64, pa.int64())}[kind]
    values = draw(st.lists(item, min_size=count, max_size=count))
    return Given(pa.array(values, data_type)), [str(value) for value in values]


@settings(max_examples=100)
@given(st.data())
def test_parts_are_joined_as_python_joins_them(data):
    count = data.draw(st.integers(1, 8))
    parts, texts = [], []
    for _ in range(data.draw(st.integers(1, 5))):
        if data.draw(st.booleans()):
            literal = data.draw(TEXT.filter(bool))
            parts.append(literal)
            texts.append([literal] * count)
        else:
            column, column_texts = data.draw(columns(count))
            parts.append(column)
            texts.append(column_texts)
    if any(isinstance(part, Column) for part in parts):
        assert joined(parts, count) == ["".join(row) for row in zip(*texts, strict=True)]


def test_no_rows_give_no_texts():
    column = Given(pa.array([1, 2], pa.int64()))
    assert joined(["a", column], 0) == []


def test_many_rows_with_texts_of_their_own():
    texts = [f"text {i}" for i in range(40_000)]
    numbers = np.arange(40_000) ** 3
    parts = ["<", Given(pa.array(texts)), "|", Given(pa.array(numbers)), ">"]
    assert joined(parts, 40_000) == [
        f"<{text}|{number}>" for text, number in zip(texts, numbers.tolist(), strict=True)
    ]
