"""What a column's values are: one frozen value, from which everything about them follows."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cached_property
from typing import Literal, TypeAlias

import attrs
import pyarrow as pa

from smelt_datagen.arrays.conversion import cast, code_type
from smelt_datagen.arrays.timestamps import iso_text

Format: TypeAlias = Literal["text", "native", "json"]


@attrs.frozen(eq=False, slots=False)
class ColumnType:
    """The type of a column: what `generate` returns, and what is written of it.

    Change one with `attrs.evolve`. Dates and times are native inside, `pa.date32()` and
    `pa.timestamp("s")`; `format` says that they are written as text.
    """

    data_type: pa.DataType
    """Arrow type of the values."""

    nullable: bool = False
    """Whether a value may be null."""

    dictionary: pa.Array | None = None
    """All values of a categorical column, in code order and without nulls, or None."""

    bounds: tuple[int, int] | None = None
    """Smallest and largest value, both included, of a column of integers, where known."""

    format: Format | None = None
    """How values are written, if not as they are: `"text"`, a date (date32) or timestamp[s] as ISO
    8601 text; `"native"`, the same as a date or timestamp[us]. `"json"` says that text is JSON, and
    is embedded as such in other JSON."""

    @classmethod
    def categorical(cls, dictionary: pa.Array) -> ColumnType:
        """Return the type of a column whose values are all in `dictionary`."""
        return cls(dictionary.type, dictionary=dictionary)

    @cached_property
    def array_type(self) -> pa.DataType:
        """The type of the arrays that `generate` returns.

        `data_type`, or, of a categorical column, a dictionary of it with the narrowest codes.
        """
        if self.dictionary is None:
            return self.data_type
        codes = pa.from_numpy_dtype(code_type(len(self.dictionary)))
        return pa.dictionary(codes, self.data_type)

    @cached_property
    def written(self) -> ColumnType:
        """The type of the column as it is written, without a format of dates and timestamps."""
        if self.format not in _FORMS:
            return self
        data_type = _written_type(self)
        dictionary = None if self.dictionary is None else _FORMS[self.format](self.dictionary)
        return ColumnType(data_type, self.nullable, dictionary)

    def as_written(self, array: pa.Array) -> pa.Array:
        """Return an array of the column as it is written, of `written.array_type`."""
        if self.format not in _FORMS:
            return array
        if self.dictionary is None:
            return _FORMS[self.format](array)
        values = self.written.dictionary
        return pa.DictionaryArray.from_arrays(array.indices, values, safe=False)


_MICROSECONDS = pa.timestamp("us")


def _written_type(kind: ColumnType) -> pa.DataType:
    if kind.format == "text":
        return pa.utf8()
    return _MICROSECONDS if pa.types.is_timestamp(kind.data_type) else kind.data_type


def _native(array: pa.Array) -> pa.Array:
    return cast(array, _MICROSECONDS) if pa.types.is_timestamp(array.type) else array


_FORMS: Mapping[str | None, Callable[[pa.Array], pa.Array]] = {"text": iso_text, "native": _native}
"""How arrays of the formats that dates and timestamps may have become what is written."""
