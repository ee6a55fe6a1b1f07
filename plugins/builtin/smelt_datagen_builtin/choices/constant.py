"""One value in every row."""

from __future__ import annotations

import attrs
import numpy as np
import pyarrow as pa
from smelt_datagen.arrays import dictionary_array
from smelt_datagen.plugin import (
    Block,
    Column,
    ColumnType,
    Generator,
    Scalar,
    Scope,
    generator,
    param,
)

from smelt_datagen_builtin.choices.dictionary import dictionary_of


@generator(
    "constant",
    example='{ type: constant, value: "active" }',
    output="the type of the value",
    independent_of=("seed", "dataset", "column"),
)
class Constant(Generator):
    """The same value in every row."""

    value: Scalar = param("The value: a string, a number, true or false.")

    def bind(self, scope: Scope) -> Column:
        """Return a categorical column of one value."""
        return _ConstantColumn(ColumnType.categorical(dictionary_of([self.value], scope, "value")))


@attrs.frozen(eq=False, repr=False)
class _ConstantColumn(Column):
    type: ColumnType

    def generate(self, block: Block) -> pa.Array:
        return dictionary_array(np.zeros(len(block), dtype=np.int8), self.type.dictionary)
