"""Geometric integers."""

from __future__ import annotations

import math
from decimal import Decimal, localcontext

import attrs
import numpy as np
import pyarrow as pa
from smelt_datagen import elementary
from smelt_datagen.arrays import arrow_array
from smelt_datagen.plugin import (
    Block,
    Column,
    ColumnType,
    Generator,
    Scope,
    generator,
    param,
)

from smelt_datagen_builtin.numbers.capped import capped

_LARGEST_INT = 2**63 - 1
_NEGLIGIBLE = 1e-20
"""Numbers whose squares do not show beside them in a double."""


@generator("geometric", example="{ type: geometric, p: 0.5 }", output="int64", inverts_draw=True)
class Geometric(Generator):
    """Number of failures before the first success: counts that are mostly small."""

    p: float = param("Probability of success in each trial.", gt=0, le=1)
    min: int = param("Lower bound: smaller values are set to it; 0 for none.", default=1)

    def bind(self, scope: Scope) -> Column:  # noqa: ARG002 (the protocol's)
        """Return the column with its scale computed."""
        kind = ColumnType(pa.int64())
        return _GeometricColumn(kind, _log_of_failure(self.p), self.min)


@attrs.frozen(eq=False, repr=False)
class _GeometricColumn(Column):
    type: ColumnType
    log_failure: float
    """Logarithm of 1 - p; -inf for p = 1."""
    min: int

    def generate(self, block: Block) -> pa.Array:
        # inversion (Devroye 1986, X.2.1): floor(log(1 - u) / log(1 - p)), 1 - u being in (0, 1]
        values = elementary.log(1.0 - block.uniform())
        with np.errstate(over="ignore"):  # infinity is cut below
            values /= self.log_failure
        np.floor(values, out=values)
        counts = capped(values, _LARGEST_INT)
        return arrow_array(np.maximum(counts, self.min, out=counts))


def _log_of_failure(success: float) -> float:
    """Return log(1 - success), correctly rounded on every machine, unlike the C library's."""
    if success == 1:
        return -math.inf
    if success < _NEGLIGIBLE:
        return -success  # log(1 - p) = -p - p^2 / 2 - ...
    with localcontext(prec=50):
        return float((1 - Decimal(success)).ln())
