"""What a column's values are: one frozen value, from which everything about them follows."""

from __future__ import annotations

from functools import cached_property
from typing import Literal, TypeAlias

import attrs
import pyarrow as pa

from smelt_datagen.arrays.conversion import code_type
from smelt_datagen.arrays.timestamps import iso_text

Format: TypeAlias = Literal["text", "json"]


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
    8601 text. `"json"` says that text is JSON, and is embedded as such in other JSON."""

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
        """The type of the column as it is written: text in place of what has that format."""
        if self.format != "text":
            return self
        dictionary = None if self.dictionary is None else iso_text(self.dictionary)
        return ColumnType(pa.utf8(), self.nullable, dictionary)

    def as_written(self, array: pa.Array) -> pa.Array:
        """Return an array of the column as it is written, of `written.array_type`."""
        if self.format != "text":
            return array
        if self.dictionary is None:
            return iso_text(array)
        texts = self.written.dictionary
        return pa.DictionaryArray.from_arrays(array.indices, texts, safe=False)
