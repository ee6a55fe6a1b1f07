"""A column whose values stand in the config, one for each row."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import attrs
import numpy as np
import numpy.typing as npt
import pyarrow as pa

from smelt_datagen.arrays.conversion import (
    arrow_array,
    code_type,
    dictionary_array,
    string_array,
)
from smelt_datagen.arrays.nulls import with_validity
from smelt_datagen.protocol.block import Block
from smelt_datagen.protocol.column import Column, GeneratedColumn
from smelt_datagen.protocol.column_type import ColumnType


def written_down(values: Sequence[Any]) -> Column:
    """Return the categorical column with these values, by the numbers of the rows.

    All strings, all numbers, or all true and false; None for null. Nothing but None gives nulls of
    Arrow's type null, for `with_data_type`.
    """
    if all(value is None for value in values):
        return _NULLS
    # by their spelling, since 0.0 and -0.0 are equal
    different = {repr(value): value for value in values if value is not None}
    places = {text: place for place, text in enumerate(different)}
    codes = np.array([places.get(repr(value), 0) for value in values], code_type(len(different)))
    valid = np.array([value is not None for value in values])
    dictionary = _dictionary([*different.values()])
    kind = attrs.evolve(ColumnType.categorical(dictionary), nullable=not valid.all())
    return _WrittenDown(kind, codes, valid)


def _nulls(block: Block) -> pa.Array:
    return pa.nulls(len(block))


_NULLS = GeneratedColumn(ColumnType(pa.null(), nullable=True), _nulls)


def _dictionary(values: Sequence[Any]) -> pa.Array:
    if isinstance(values[0], str):
        return string_array(values)
    if isinstance(values[0], bool):
        return arrow_array(np.array(values, np.bool_))
    is_float = any(isinstance(value, float) for value in values)
    return arrow_array(np.array(values, np.float64 if is_float else np.int64))


@attrs.frozen(eq=False, repr=False)
class _WrittenDown(Column):
    type: ColumnType
    codes: npt.NDArray[np.signedinteger]
    valid: npt.NDArray[np.bool_]

    def generate(self, block: Block) -> pa.Array:
        array = dictionary_array(self.codes[block.index], self.type.dictionary)
        return with_validity(array, self.valid[block.index]) if self.type.nullable else array
