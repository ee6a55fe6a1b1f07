"""Shares of the parent's amount that add up to it."""

from __future__ import annotations

from typing import Any

import attrs
import numpy as np
import numpy.typing as npt
import pyarrow as pa
from smelt_datagen.arrays import (
    arrow_array,
    decimal_from_integers,
    numpy_dtype,
    validity,
    with_validity,
)
from smelt_datagen.errors import DataError
from smelt_datagen.plugin import (
    Block,
    Column,
    ColumnType,
    Generator,
    Scope,
    family_relation,
    generator,
    param,
)

from smelt_datagen_builtin.families.amounts import Amounts, Unit
from smelt_datagen_builtin.families.cumulative import Step, step_of
from smelt_datagen_builtin.families.orders import ORDERS
from smelt_datagen_builtin.families.running import running_sums
from smelt_datagen_builtin.families.shares import cumulated_shares, whole_weights


@generator(
    "split",
    example="{ type: split, of: total, weight: { type: uniform_int, min: 1, max: 10 } }",
    context=ORDERS,
    output="the type of the parent's column",
)
class Split(Generator):
    """Share of an amount of the parent: those of all its children add up to it, exactly.

    Each is proportional to its weight, up to a unit, which is 1 or the last digit of a decimal.
    Where all weights are 0, they are equal.
    """

    of: str = param("Column of the parent, or path from there: integers or decimals.")
    weight: Generator = param("How large the share of a row is, from 0 up, beside its siblings'.")

    def bind(self, scope: Scope) -> Column:
        """Return the column; fail for amounts that have no unit, and weights that are none."""
        parent = family_relation(scope).parent
        attempts = scope.attempts()
        weight, kind = None, None
        with attempts:
            weight = step_of(self.weight, scope, "weight")
        with attempts:
            kind = scope.column_of(parent, self.of, "of").type
            unit = Unit.of(kind.data_type)
            if unit is None or unit.scale is None:
                found = f"column '{self.of}' of '{parent.name}' is {kind.data_type}"
                scope.fail(f"{found}; only integers and decimals can be split exactly", "of")
        attempts.settle()
        assert weight is not None and kind is not None  # noqa: S101, PT018 (or it has given up)
        own = ColumnType(kind.data_type, kind.nullable)
        place = f"dataset '{scope.owner.name}', column '{scope.column_name}'"
        return _SplitColumn(own, self.of, weight, place)


@attrs.frozen(eq=False, repr=False)
class _SplitColumn(Column):
    type: ColumnType
    of: str
    weight: Step
    place: str

    def generate(self, block: Block) -> pa.Array:
        families = block.rows.families
        totals = block.rows.parents.column(self.of)
        amounts: Any = Unit(getattr(self.type.data_type, "scale", 0)).amounts(totals)
        cumulated = self._cumulated(block, families.counts)
        at = families.among_members
        whole = cumulated[(np.cumsum(families.counts) - 1)[families.places]]
        upto = cumulated[at]
        before = np.where(families.positions > 0, cumulated[at - 1], 0)
        shares = cumulated_shares(amounts, upto, whole) - cumulated_shares(amounts, before, whole)
        made = self._array(shares)
        return with_validity(made, validity(totals)) if totals.null_count else made

    def _cumulated(self, block: Block, counts: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
        """Return the sum of the weights of whole families, as integers, up to each row."""
        rows = block.rows.relatives
        array = self.weight.values(block, rows, "weight")
        weights = self.weight.unit.amounts(array)
        self._refuse_wrong(weights, array, rows.index)
        return running_sums(whole_weights(weights, counts), counts)

    def _refuse_wrong(self, weights: Amounts, array: pa.Array, index: npt.NDArray[Any]) -> None:
        right = (weights >= 0) & (weights < np.inf) if weights.dtype == np.float64 else weights >= 0
        if not right.all():
            place = int(np.argmin(right))
            found = array[place].as_py()
            raise DataError(
                f"{self.place}: row {index[place]}: a weight must be from 0 up, but is {found}"
            )

    def _array(self, shares: Amounts) -> pa.Array:
        data_type = self.type.data_type
        if pa.types.is_decimal128(data_type):
            return decimal_from_integers(shares, data_type)
        return arrow_array(shares.astype(numpy_dtype(data_type)), data_type)
