"""Listed values in turn."""

from __future__ import annotations

import attrs
import numpy as np
import numpy.typing as npt
import pyarrow as pa
from smelt_datagen.arrays import code_type, dictionary_array
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
    "cycle",
    example="{ type: cycle, values: [north, east, south, west] }",
    output="the type of the values",
    independent_of=("seed", "dataset", "column"),
)
class Cycle(Generator):
    """The listed values in turn, from the first again behind the last: row r has number r mod n."""

    values: list[Scalar] = param("The values: all strings, all numbers, or true and false.")

    def bind(self, scope: Scope) -> Column:
        """Return a categorical column; fail without a value."""
        if not self.values:
            scope.fail("must have at least one value", "values")
        dictionary = dictionary_of(self.values, scope, "values")
        # a dictionary holds each value once, however often it has its turn
        places = {value: place for place, value in enumerate(dict.fromkeys(self.values))}
        codes = np.array([places[value] for value in self.values], code_type(len(places)))
        return _CycleColumn(ColumnType.categorical(dictionary), codes)


@attrs.frozen(eq=False, repr=False)
class _CycleColumn(Column):
    type: ColumnType
    codes: npt.NDArray[np.signedinteger]

    def generate(self, block: Block) -> pa.Array:
        turns = block.index % np.uint64(len(self.codes))
        return dictionary_array(self.codes[turns], self.type.dictionary)
