"""Running sums along the children of one parent."""

from __future__ import annotations

from typing import Any

import attrs
import numpy as np
import pyarrow as pa
from smelt_datagen.arrays import (
    arrow_array,
    numpy_values,
    ticks_per_second,
    validity,
    with_validity,
)
from smelt_datagen.plugin import (
    Block,
    Column,
    ColumnType,
    Generator,
    Rows,
    Scalar,
    Scope,
    family_relation,
    generator,
    param,
)

from smelt_datagen_builtin.families.amounts import Amounts, Unit, array_of, exact_sum
from smelt_datagen_builtin.families.orders import ORDERS
from smelt_datagen_builtin.families.running import running_sums
from smelt_datagen_builtin.families.starts import Start, start_of


@generator(
    "cumulative",
    example="{ type: cumulative, start: ordered_at, of: { type: exponential, mean: 40 } }",
    context=ORDERS,
    output="int64, double, decimal, date or timestamp, as start and steps are",
)
class Cumulative(Generator):
    """Running sum along the children of a parent, of a column or of numbers made for it.

    In SQL, `start + sum(of) over (partition by parent order by child_number)`. Numbers that are
    added to a timestamp are seconds, rounded down when they are summed; to a date, days.
    """

    of: str | Generator = param("Column or path, or generator, of the numbers that are added up.")
    start: Scalar = param(
        "What the sum begins with: a number, a date, a timestamp, or a column of the parent.",
        default=0,
    )

    def bind(self, scope: Scope) -> Column:
        """Return the column; fail for what cannot be added up."""
        family_relation(scope)
        attempts = scope.attempts()
        step, start = None, None
        with attempts:
            step = step_of(self.of, scope, "of")
        with attempts:
            start = start_of(self.start, scope, "start")
        attempts.settle()
        assert step is not None and start is not None  # noqa: S101, PT018 (or it has given up)
        place = f"dataset '{scope.owner.name}', column '{scope.column_name}'"
        return _column(step, start, place, scope)


@attrs.frozen(eq=False, repr=False)
class Step:
    """Numbers of every row: those of a column, or of an inner generator."""

    data_type: pa.DataType
    unit: Unit
    name: str | None
    inner: Column | None

    def values(self, block: Block, rows: Rows, key: str) -> pa.Array:
        """Return the numbers of some rows; `block` is that of the column."""
        if self.inner is None:
            assert self.name is not None  # noqa: S101 (it is one or the other)
            return rows.column(self.name)
        return self.inner.generate(block.at(rows).child(key))


def step_of(value: str | Generator, scope: Scope, key: str) -> Step:
    """Return the numbers of a column or generator; fail where they are none, or may be null."""
    if isinstance(value, str):
        name, inner = value, None
        kind = scope.column(value, key).type
    else:
        name, inner = None, scope.bind(value, key)
        kind = inner.type
    unit = Unit.of(kind.data_type)
    if unit is None:
        scope.fail(f"must be numbers, not {kind.data_type}", key)
    if kind.nullable:
        scope.fail("must not be null, which cannot be added: coalesce it in an expression", key)
    return Step(kind.data_type, unit, name, inner)


def _column(step: Step, start: Start, place: str, scope: Scope) -> Column:
    found = start.data_type
    if pa.types.is_timestamp(found):
        is_plain = found.equals(pa.timestamp("s"))
        kind = ColumnType(found, start.nullable, format="text" if is_plain else None)
        return _MomentColumn(kind, step, start, place, ticks_per_second(found))
    if pa.types.is_date32(found):
        if not pa.types.is_integer(step.data_type):
            scope.fail(f"must be integers, days from a date on, not {step.data_type}", "of")
        kind = ColumnType(found, start.nullable, format="text")
        return _MomentColumn(kind, step, start, place, 1)
    own = Unit.of(found)
    assert own is not None  # noqa: S101 (a start is one of these)
    unit = step.unit.joined(own)
    kind = ColumnType(unit.type(step.data_type, found), start.nullable)
    return _NumberColumn(kind, step, start, place, unit)


def _running(step: Step, unit: Unit, block: Block) -> Amounts:
    """Return the running sum of the row's family at every row."""
    families, relatives = block.rows.families, block.rows.relatives
    amounts = unit.amounts(step.values(block, relatives, "of"))
    sums = running_sums(amounts, families.counts)
    if relatives is not block.rows:
        sums = sums[families.among_members]
    return sums


@attrs.frozen(eq=False, repr=False)
class _NumberColumn(Column):
    type: ColumnType
    step: Step
    start: Start
    place: str
    unit: Unit

    def generate(self, block: Block) -> pa.Array:
        start = self.start.values(block)
        sums = exact_sum(self.unit.amounts(start), _running(self.step, self.unit, block))
        made = array_of(sums, self.type.data_type, self.place, block.index)
        return _with_nulls_of(start, made)


@attrs.frozen(eq=False, repr=False)
class _MomentColumn(Column):
    type: ColumnType
    step: Step
    start: Start
    place: str
    ticks: int

    def generate(self, block: Block) -> pa.Array:
        start = self.start.values(block)
        sums: Any = _running(self.step, self.step.unit, block)
        scale = self.step.unit.scale
        if scale is None:
            sums = np.floor(sums * float(self.ticks)).astype(np.int64)
        else:
            sums = sums * self.ticks // 10**scale
        stored = numpy_values(start)
        moved = exact_sum(stored.astype(np.int64), sums).astype(stored.dtype)
        return _with_nulls_of(start, arrow_array(np.ascontiguousarray(moved), self.type.data_type))


def _with_nulls_of(start: pa.Array, made: pa.Array) -> pa.Array:
    return with_validity(made, validity(start)) if start.null_count else made
