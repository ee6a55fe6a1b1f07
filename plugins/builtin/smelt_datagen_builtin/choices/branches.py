"""A column of several generators, each of which makes the values of its own rows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypeAlias

import attrs
import numpy as np
import numpy.typing as npt
import pyarrow as pa
from pyarrow import types
from smelt_datagen.arrays import (
    arrow_array,
    code_type,
    decoded,
    dictionary_array,
    index_in,
    numpy_dtype,
    numpy_values,
    take,
    validity,
    with_validity,
    without_nulls,
)
from smelt_datagen.plugin import Block, Column, ColumnType

from smelt_datagen_builtin.choices.merging import codes_within, unified

Codes: TypeAlias = npt.NDArray[np.integer[Any]]

_ELSE = ("else",)


@attrs.frozen(eq=False, repr=False)
class BranchedColumn(Column):
    """Columns of one type, of which another column of the row picks one.

    The branch of a row is the place of its value among `values`; behind the last of these comes the
    one of all other rows, where there is a column for it, or null.
    """

    type: ColumnType
    column: str
    values: pa.Array
    known: Codes | None
    inner: Sequence[Column]
    names: Sequence[tuple[str, ...]]
    recodings: Sequence[Codes | None]

    @classmethod
    def of(
        cls,
        kind: ColumnType,
        column: str,
        deciding: ColumnType,
        values: pa.Array,
        inner: Sequence[Column],
        names: Sequence[tuple[str, ...]],
    ) -> BranchedColumn:
        """Return the column; `inner` has one more than `names` if the last is for other rows."""
        known = None if deciding.dictionary is None else _places(deciding.dictionary, values)
        recodings = [_recoding(one.type, kind) for one in inner]
        return cls(kind, column, values, known, inner, [*names, _ELSE], recodings)

    def generate(self, block: Block) -> pa.Array:
        """Return values, those of each branch made at its rows only."""
        branches = self._branches(block)
        rows = np.argsort(branches, kind="stable")  # by branch, and in order within each
        ends = np.cumsum(np.bincount(branches, minlength=len(self.values) + 1))
        parts: list[pa.Array] = []
        start = 0
        for number, (column, name) in enumerate(zip(self.inner, self.names, strict=False)):
            end = int(ends[number])
            if end > start:
                part = block.child(*name).at(block.rows.subset(rows[start:end]))
                parts.append(self._recoded(number, column.generate(part)))
            start = end
        return self._joined(parts, rows)

    def _branches(self, block: Block) -> Codes:
        """Return the number of the branch of each row, that behind the last where none is."""
        array = block.rows.column(self.column)
        if self.known is None or not types.is_dictionary(array.type):
            return _places(decoded(array, self.values.type), self.values)
        branches: Codes = self.known[numpy_values(without_nulls(array).indices)]
        if array.null_count:
            branches[~validity(array)] = len(self.values)
        return branches

    def _recoded(self, number: int, array: pa.Array) -> pa.Array:
        recoding, kind = self.recodings[number], self.inner[number].type
        if recoding is None:
            return unified(self.type, kind, array)
        codes = recoding[numpy_values(without_nulls(array).indices)]
        recoded = dictionary_array(codes, self.type.dictionary)
        return with_validity(recoded, validity(array)) if array.null_count else recoded

    def _joined(self, parts: Sequence[pa.Array], rows: npt.NDArray[np.int64]) -> pa.Array:
        """Return the parts at their rows, null at those that come behind them."""
        count = sum(map(len, parts))
        if self.type.dictionary is not None:
            codes = [without_nulls(part).indices for part in parts]
            made = dictionary_array(
                _scattered(codes, rows, numpy_dtype(self.type.array_type.index_type)),
                self.type.dictionary,
            )
        elif _is_scattered(self.type.data_type):
            numbers = _scattered(parts, rows, numpy_dtype(self.type.data_type))
            made = arrow_array(numbers, self.type.data_type)
        else:
            positions = np.empty(len(rows), np.int64)
            positions[rows] = np.arange(len(rows))
            whole = pa.concat_arrays([*parts, pa.nulls(len(rows) - count, self.type.data_type)])
            return take(whole, arrow_array(positions))
        if count == len(rows) and not any(part.null_count for part in parts):
            return made
        valid = np.zeros(len(rows), np.bool_)
        start = 0
        for part in parts:
            valid[rows[start : start + len(part)]] = validity(part)
            start += len(part)
        return with_validity(made, valid)


def _places(array: pa.Array, values: pa.Array) -> Codes:
    """Return where each value stands among some, their number where it does not.

    In few bits, since NumPy sorts those by their digits.
    """
    places = index_in(array, values)
    found: Codes = np.where(validity(places), numpy_values(places), len(values))
    return found.astype(code_type(len(values) + 1))


def _recoding(kind: ColumnType, wanted: ColumnType) -> Codes | None:
    """Return the codes of `wanted` for those of a categorical column, None for other columns."""
    if kind.dictionary is None or wanted.dictionary is None:
        return None
    part = kind.dictionary if kind.format == wanted.format else kind.written.dictionary
    return codes_within(part, wanted.dictionary)


def _is_scattered(data_type: pa.DataType) -> bool:
    """Whether values are numbers in a buffer; those of booleans are bits."""
    try:
        numpy_dtype(data_type)
    except TypeError:
        return False
    return not types.is_boolean(data_type)


def _scattered(
    parts: Sequence[pa.Array], rows: npt.NDArray[np.int64], dtype: np.dtype[Any]
) -> npt.NDArray[Any]:
    """Return the numbers of the parts at their rows, and 0 at those that come behind them."""
    made = np.zeros(len(rows), dtype)
    start = 0
    for part in parts:
        made[rows[start : start + len(part)]] = numpy_values(part)
        start += len(part)
    return made
