"""One right generator for each false alarm that a law might raise."""

import math
import time
from pathlib import Path

import numpy as np
import pyarrow as pa
from smelt_datagen import elementary
from smelt_datagen.arrays import arrow_array, numpy_values
from smelt_datagen.plugin import (
    ColumnType,
    GeneratedColumn,
    Generator,
    GuideTable,
    ReferenceColumn,
    UniformReference,
    generator,
    param,
)

from .wrong import Whole, numbers
from .wrong_surroundings import BESIDE
from .wrong_values import TARGET


@generator("from_a_file", example="{ type: from_a_file }", output="int64")
class FromAFile(Whole):
    """Reads a file that its parameters name."""

    file: str | None = param("The file; null: none.", default=None)

    def bind(self, scope):
        try:
            count = len(Path(self.file).read_text("utf-8").split()) if self.file is not None else 5
        except (OSError, ValueError) as error:
            scope.fail(str(error), "file")
        make = lambda block: arrow_array(block.integers(0, max(1, count)))  # noqa: E731
        return GeneratedColumn(ColumnType(pa.int64()), make)


@generator("shared_draw", example="{ type: shared_draw }", independent_of=["column"])
class SharedDraw(Whole):
    """Shares a draw with all columns of its kind."""

    def generate(self, block):
        stream = block.rows.dataset.stream.child("shared")
        return block.rows.derived(
            "shared draw", stream, lambda shared: arrow_array(numbers(shared))
        )


@generator("asks_first", example="{ type: asks_first }", context=BESIDE)
class AsksFirst(Whole):
    """Reads a column that it asked for."""

    def bind(self, scope):
        scope.column("size")
        return super().bind(scope)

    def generate(self, block):
        return arrow_array(numbers(block) + numpy_values(block.rows.column("size")))


@generator("counts_digits", example="{ type: counts_digits, most: 5000 }")
class CountsDigits(Whole):
    """Uses a logarithm for what no last bit decides on."""

    most: int = param("A number.", ge=1, le=10**6)

    def generate(self, block):
        digits = math.ceil(math.log10(self.most + 0.5))
        return arrow_array(block.integers(0, 10**digits))


@generator("whole_sums", example="{ type: whole_sums }")
class WholeSums(Whole):
    """Adds integers, in any order."""

    def generate(self, block):
        parts = np.stack([block.integers(1, 7, f"throw {number}") for number in range(12)])
        return arrow_array(parts.sum(axis=0))


@generator("own_exp", example="{ type: own_exp }")
class OwnExp(Generator):
    """Uses the exp that is the same everywhere, a square and a root."""

    data_type = pa.float64()

    def generate(self, block):
        drawn = block.normal("height")
        return arrow_array(elementary.exp(np.sqrt(drawn**2)) + block.uniform())


@generator("trend", example="{ type: trend }")
class Trend(Generator):
    """Rises with the row number, by a fraction of all rows."""

    data_type = pa.float64()

    def bind(self, scope):
        count = scope.row_count
        make = lambda block: arrow_array(block.index / count + block.uniform())  # noqa: E731
        return GeneratedColumn(ColumnType(pa.float64()), make)


@generator("every_eighth", example="{ type: every_eighth }")
class EveryEighth(Whole):
    """Knows the last bits of a row only."""

    def generate(self, block):
        return arrow_array((block.index % np.uint64(8)).view(np.int64) + numbers(block))


@generator("refers", example="{ type: refers }", context=TARGET)
class Refers(Whole):
    """Has the keys of the rows that it refers to."""

    def bind(self, scope):
        reference = UniformReference(scope.dataset("shops"), None)
        return ReferenceColumn(ColumnType(pa.int64()), reference)


@generator("rarely_true", example="{ type: rarely_true }")
class RarelyTrue(Generator):
    """Has an event in one row of a million."""

    data_type = pa.bool_()

    def generate(self, block):
        return arrow_array(block.bernoulli(1e-6))


@generator("weights_in_bind", example="{ type: weights_in_bind }")
class WeightsInBind(Whole):
    """Makes a table while it is bound."""

    def bind(self, scope):  # noqa: ARG002 (the protocol's)
        guide = GuideTable([0.5, 0.25, 0.25])
        make = lambda block: arrow_array(guide.codes(block.uint64()).astype(np.int64))  # noqa: E731
        return GeneratedColumn(ColumnType(pa.int64()), make)


@generator("slow", example="{ type: slow }")
class Slow(Whole):
    """Takes its time for every row."""

    def generate(self, block):
        time.sleep(2e-4 * len(block))
        return arrow_array(numbers(block))
