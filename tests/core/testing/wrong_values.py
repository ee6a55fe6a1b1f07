"""One wrong generator for each way to give wrong values: types, references, bits, blocks."""

import math

import attrs
import numpy as np
import pyarrow as pa
from pyarrow import compute
from smelt_datagen.arrays import arrow_array, string_array
from smelt_datagen.plugin import (
    Column,
    ColumnType,
    GeneratedColumn,
    Generator,
    ReferenceColumn,
    Rows,
    Targets,
    UniformReference,
    generator,
    param,
)

from .wrong import Whole, numbers


class Fraction(Generator):
    """Base of those that make floats."""

    data_type = pa.float64()


@generator("uses_exp", example="{ type: uses_exp }")
class UsesExp(Fraction):
    """Uses NumPy's exp."""

    def generate(self, block):
        return arrow_array(np.exp(block.uniform() * 10))


captured = np.log1p


@generator("uses_captured", example="{ type: uses_captured }")
class UsesCaptured(Fraction):
    """Uses a function that was taken out of NumPy before."""

    def generate(self, block):
        return arrow_array(captured(block.uniform()))


@generator("uses_power", example="{ type: uses_power }")
class UsesPower(Fraction):
    """Has a fraction in an exponent."""

    def generate(self, block):
        return arrow_array(block.uniform() ** 0.3)


@generator("uses_math", example="{ type: uses_math }")
class UsesMath(Fraction):
    """Has a factor from the C library."""

    def bind(self, scope):  # noqa: ARG002 (the protocol's)
        factor = math.log(7)
        return GeneratedColumn(
            ColumnType(pa.float64()), lambda b: arrow_array(b.uniform() * factor)
        )


@generator("uses_arrow", example="{ type: uses_arrow }")
class UsesArrow(Fraction):
    """Uses Arrow's sine."""

    def generate(self, block):
        return compute.sin(arrow_array(block.uniform()))


@generator("adds_up", example="{ type: adds_up }")
class AddsUp(Fraction):
    """Adds columns in an order that the layout of the array decides on."""

    def generate(self, block):
        parts = np.stack([block.uniform(f"part {number}") for number in range(12)])
        return arrow_array(parts.sum(axis=0))


@generator("adds_a_few", example="{ type: adds_a_few }")
class AddsAFew(Fraction):
    """Adds so few that the order shows on no machine at hand."""

    def generate(self, block):
        parts = np.stack([block.uniform(f"part {number}") for number in range(3)])
        return arrow_array(parts.sum(axis=0))


@generator("rounded_exp", example="{ type: rounded_exp }")
class RoundedExp(Whole):
    """Rounds what another processor may round to something else."""

    def generate(self, block):
        return arrow_array(np.floor(np.exp(block.normal()) * 100).astype(np.int64))


@generator("share_of_the_largest", example="{ type: share_of_the_largest }")
class ShareOfTheLargest(Fraction):
    """Depends on the largest value of a block."""

    def generate(self, block):
        drawn = block.uniform()
        return arrow_array(drawn / drawn.max(initial=0.5))


@generator("running_total", example="{ type: running_total }")
class RunningTotal(Whole):
    """Counts rare events from the beginning of a block."""

    def generate(self, block):
        return arrow_array(np.cumsum(block.bernoulli(1e-4, "event")) + numbers(block))


@generator("no_json", example="{ type: no_json }")
class NoJson(Generator):
    """Says that it is JSON."""

    data_type = ColumnType(pa.utf8(), format="json")

    def generate(self, block):
        return string_array([f"{{size: {number}}}" for number in numbers(block)])


@generator("seconds_as_days", example="{ type: seconds_as_days }")
class SecondsAsDays(Generator):
    """Gives seconds where days are declared."""

    data_type = pa.date32()

    def generate(self, block):
        seconds = block.integers(1_700_000_000, 1_800_000_000).astype(np.int32)
        return arrow_array(seconds, pa.date32())


TARGET = """
datasets:
  - name: shops
    output: shops
    num_rows: 50
    columns: [{ name: id, generator: { type: sequential_id } }]
"""


@attrs.frozen(eq=False)
class OwnKey(Column):
    """Has a reference, and values that are not at its rows."""

    type: ColumnType
    reference: UniformReference

    def generate(self, block):
        return arrow_array(block.integers(1, 51, "other"))


@generator("own_key", example="{ type: own_key }", context=TARGET)
class RefersElsewhere(Whole):
    """Refers to other rows than its values are of."""

    def bind(self, scope):
        return OwnKey(ColumnType(pa.int64()), UniformReference(scope.dataset("shops"), None))


@attrs.frozen(eq=False)
class TooFar(UniformReference):
    """Leads to rows that there are not."""

    def rows(self, block):
        return Targets(Rows(self.target, block.integers(0, 60).astype(np.uint64)))


@generator("too_far", example="{ type: too_far }", context=TARGET)
class RefersTooFar(Whole):
    """Refers to rows that there are not."""

    def bind(self, scope):
        return ReferenceColumn(ColumnType(pa.int64()), TooFar(scope.dataset("shops"), None))


@attrs.frozen(kw_only=True)
class Step:
    """A part of the parameters."""

    size: int = param("A number.", default=1)


@generator("fails_inside", example="{ type: fails_inside, steps: [{ size: 5 }] }")
class FailsInside(Whole):
    """Does not look at what stands in its list."""

    steps: list[Step] = param("Some steps.")

    def bind(self, scope):
        if not self.steps:
            scope.fail("must have at least one step", "steps")
        return super().bind(scope)

    def generate(self, block):
        return arrow_array(block.integers(0, self.steps[0].size))
