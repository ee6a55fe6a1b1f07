"""Nulls as JSON has them."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pyarrow as pa
from smelt_datagen.arrays import arrow_array, string_array, take, validity, without_nulls

from smelt_datagen_builtin.text.pieces import Codes, TextOf

NULL = "null"


def or_null(text: pa.StringArray, valid: npt.NDArray[np.bool_], null: str = NULL) -> pa.StringArray:
    """Return `text` with `null` in place of what is not valid."""
    if valid.all():
        return text
    places = np.where(valid, np.arange(len(text)), len(text))
    return take(pa.concat_arrays([text, string_array([null])]), arrow_array(places))


def with_nulls(codes: Codes, values: pa.Array, code_of_null: int) -> Codes:
    """Return `codes` with that of null in place of what `values` lack."""
    if not values.null_count:
        return codes
    return np.where(validity(values), codes, np.int32(code_of_null))


class OrNull:
    """Another text, whose every table has one more entry for nulls, spelled `null`."""

    def __init__(self, inner: TextOf, null: str = NULL) -> None:
        self._inner = inner
        extras = (null, *[""] * (len(inner.tables) - 1))
        self.tables = tuple(
            pa.concat_arrays([table, string_array([extra])])
            for table, extra in zip(inner.tables, extras, strict=True)
        )

    def pieces(self, values: pa.Array) -> list[Codes | pa.StringArray]:
        """Return the codes of each value, with that of null."""
        pieces = self._inner.pieces(without_nulls(values))
        return [
            with_nulls(piece, values, len(table) - 1)
            for piece, table in zip(pieces, self.tables, strict=True)
        ]
