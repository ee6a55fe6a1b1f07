"""One generator for each way to say wrongly that a value never falls as its draw rises."""

import attrs
import numpy as np
import pyarrow as pa
from smelt_datagen.arrays import arrow_array, dictionary_array, string_array
from smelt_datagen.plugin import (
    ColumnType,
    GeneratedColumn,
    Generator,
    ReferenceColumn,
    Targets,
    UniformReference,
    falling,
    generator,
)

from .wrong import Whole, numbers
from .wrong_values import TARGET


@generator("falls", example="{ type: falls }", inverts_draw=True)
class Falls(Whole):
    """Gives the largest value for the least draw."""

    def generate(self, block):
        return arrow_array(999 - numbers(block))


@generator("falls_at_the_end", example="{ type: falls_at_the_end }", inverts_draw=True)
class FallsAtTheEnd(Whole):
    """Wraps around where the draw is nearly the largest."""

    def generate(self, block):
        return arrow_array((numbers(block) + 1) % 1000)


@generator("last_bits", example="{ type: last_bits }", inverts_draw=True)
class LastBits(Whole):
    """Takes the lower bits of the draw."""

    def generate(self, block):
        return arrow_array((block.uint64() % np.uint64(1000)).view(np.int64))


@generator("two_draws", example="{ type: two_draws }", inverts_draw=True)
class TwoDraws(Whole):
    """Adds a draw that has a label."""

    def generate(self, block):
        return arrow_array(numbers(block) * 10 + block.integers(0, 10, "digit"))


@generator("row_in_it", example="{ type: row_in_it }", inverts_draw=True)
class RowInIt(Whole):
    """Adds the row number, which rises as well."""

    def generate(self, block):
        return arrow_array(numbers(block) + block.index.view(np.int64) * 1000)


@generator("labelled", example="{ type: labelled }", inverts_draw=True)
class Labelled(Whole):
    """Has one draw, but gives it a label."""

    def generate(self, block):
        return arrow_array(block.integers(0, 1000, "number"))


@generator("shuffled", example="{ type: shuffled }", output="string", inverts_draw=True)
class Shuffled(Generator):
    """Has codes that are not in the order of the draw."""

    data_type = ColumnType.categorical(string_array(["a", "b", "c"]))

    def generate(self, block):
        codes = np.array([1, 0, 2], np.int8)[block.integers(0, 3)]
        return dictionary_array(codes, self.data_type.dictionary)


@attrs.frozen(eq=False)
class LastFirst(UniformReference):
    """Leads to the last row for the least draw."""

    def rows(self, block):
        return Targets(self.target.rows(49 - block.integers(0, 50)))


@generator("last_first", example="{ type: last_first }", context=TARGET, inverts_draw=True)
class RefersBackwards(Whole):
    """Refers to rows in the opposite order."""

    def bind(self, scope):
        return ReferenceColumn(ColumnType(pa.int64()), LastFirst(scope.dataset("shops"), None))


@attrs.frozen(eq=False)
class Unsaid(LastFirst):
    """Does not say that it inverts its draw."""

    @property
    def inverts_draw(self):
        return False


@generator("unsaid", example="{ type: unsaid }", context=TARGET, inverts_draw=True)
class RefersUnsaid(Whole):
    """Says of itself what its reference does not."""

    def bind(self, scope):
        return ReferenceColumn(ColumnType(pa.int64()), Unsaid(scope.dataset("shops"), None))


@generator("falling_twice", example="{ type: falling_twice }", inverts_draw=True)
class FallingTwice(Whole):
    """Is said to fall, and rises."""

    def bind(self, scope):  # noqa: ARG002 (the protocol's)
        make = lambda block: arrow_array(numbers(block))  # noqa: E731
        return falling(GeneratedColumn(ColumnType(pa.int64()), make))


@generator("structs_in_order", example="{ type: structs_in_order }", inverts_draw=True)
class Structs(Generator):
    """Has values that nothing can put in order."""

    data_type = pa.struct([("a", pa.int64())])

    def generate(self, block):
        return pa.StructArray.from_arrays([arrow_array(numbers(block))], names=["a"])
