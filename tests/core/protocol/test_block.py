"""A block draws from its stream, by row, each label once."""

import numpy as np
import pytest
from smelt_datagen.plugin import Block, Stream
from smelt_datagen.randomness import draws
from smelt_datagen.randomness.streams import counters

from ..helpers import assert_plausible, rows_at, uint64s

INDEX = [5, 0, 2**63, 5]
STREAM = Stream(42)

DRAWS = {
    "uint64": lambda block, label: block.uint64(label),
    "uniform": lambda block, label: block.uniform(label),
    "integers": lambda block, label: block.integers(0, 2**40, label),
    "normal": lambda block, label: block.normal(label),
    "bernoulli": lambda block, label: block.bernoulli(0.5, label),
}
every_draw = pytest.mark.parametrize("draw", DRAWS.values(), ids=DRAWS.keys())


def block(index=INDEX, stream=STREAM):
    return Block(rows_at(index), stream)


def test_the_uint64s_are_the_streams_numbers_at_the_rows():
    assert block().uint64().tolist() == STREAM.numbers(counters(uint64s(INDEX))).tolist()


def test_a_label_draws_from_a_child_of_the_stream():
    labelled = STREAM.child("draw", "angle")
    wanted = labelled.numbers(counters(uint64s(INDEX)))
    assert block().uint64("angle").tolist() == wanted.tolist()


def test_every_draw_is_made_from_the_uint64s():
    def bits():
        return block().uint64()

    assert np.array_equal(block().uniform(), draws.unit_interval(bits()))
    assert np.array_equal(block().integers(-5, 5), draws.integers(bits(), -5, 5))
    assert np.array_equal(block().normal(), draws.standard_normal(bits()))
    assert np.array_equal(block().bernoulli(0.3), draws.bernoulli(bits(), 0.3))


@every_draw
def test_equal_rows_have_equal_draws_and_each_row_its_own(draw):
    found = draw(block(), None)
    assert len(found) == len(INDEX)
    assert found[0] == found[3]
    assert draw(block([0]), None)[0] == found[1]
    assert draw(block([2**63]), None)[0] == found[2]


@every_draw
def test_labels_draw_different_numbers(draw):
    many = block(range(100))
    found = [draw(many, label).tolist() for label in (None, "", "a", "b", "A")]
    assert len({tuple(values) for values in found}) == 5


@every_draw
@pytest.mark.parametrize("label", [None, "", "angle"])
def test_a_second_draw_under_one_label_raises(draw, label):
    drawn = block()
    draw(drawn, label)
    with pytest.raises(ValueError, match="second draw"):
        drawn.uint64(label)
    draw(drawn, "another")


def test_the_error_of_a_second_draw_names_its_label():
    drawn = block()
    drawn.uniform("angle")
    with pytest.raises(ValueError, match="labelled 'angle'"):
        drawn.normal("angle")


@every_draw
def test_a_draw_is_a_new_array_that_may_be_written_to(draw):
    one, other = block(), block()
    first = draw(one, None)
    first[:] = 0
    assert not np.array_equal(draw(other, None), first)


def test_the_row_numbers_cannot_be_written_to():
    with pytest.raises(ValueError, match="read-only"):
        block().index[0] = 1


def test_a_child_has_the_same_rows_and_a_stream_of_its_own():
    outer = block()
    inner = outer.child("field", 1)
    assert inner.rows is outer.rows
    assert inner.stream == STREAM.child("field", 1)
    assert inner.uint64().tolist() != outer.uint64().tolist()


def test_at_has_other_rows_and_the_same_stream():
    moved = block().at(rows_at([0]))
    assert moved.stream == STREAM
    assert moved.uint64()[0] == block().uint64()[1]


def test_on_has_the_same_rows_and_another_stream():
    outer = block()
    moved = outer.on(Stream(7))
    assert moved.rows is outer.rows
    assert moved.stream == Stream(7)


def test_what_a_block_has_drawn_does_not_count_for_another():
    outer = block()
    outer.uint64()
    outer.child("inner").uint64()
    outer.at(outer.rows).uint64()
    outer.on(Stream(1)).uint64()


@every_draw
def test_an_empty_block_draws_nothing(draw):
    empty = block([])
    assert len(empty) == 0
    assert len(draw(empty, None)) == 0


def test_a_block_has_no_place_for_state():
    with pytest.raises(AttributeError):
        block().cache = {}


def test_numbers_below_limits_are_below_those_of_their_row_and_uniform():
    rows = rows_at(range(60_000))
    limits = np.tile(uint64s([1, 2, 3]), 20_000)
    found = Block(rows, Stream(1)).below(limits, "label")
    assert (found < limits).all()
    assert_plausible(np.bincount(found[2::3].astype(int)), [20_000 / 3] * 3)
    again = Block(rows_at([5]), Stream(1)).below(uint64s([3]), "label")
    assert again[0] == found[5]
