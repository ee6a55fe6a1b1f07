"""What a column's values are: one frozen value, from which everything about them follows."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cached_property
from typing import Literal, TypeAlias

import attrs
import numpy as np
import pyarrow as pa

from smelt_datagen.arrays.conversion import arrow_array, cast, code_type, take
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

    incompressible: bool = False
    """Whether text has nothing that a fast compression could find, as that of random digits."""

    children: tuple[ColumnType, ...] = ()
    """Of a list the type of its items, of a struct those of its fields, where they say more than
    `data_type`: a format, or a dictionary, by which they are encoded in files. Arrays have no
    dictionaries inside."""

    @classmethod
    def list_of(cls, item: ColumnType) -> ColumnType:
        """Return the type of lists with items of a type."""
        return cls(pa.list_(item.data_type), children=(item,))

    @classmethod
    def struct_of(cls, fields: Mapping[str, ColumnType]) -> ColumnType:
        """Return the type of structs with these fields, each of which may be null."""
        types = [pa.field(name, kind.data_type) for name, kind in fields.items()]
        return cls(pa.struct(types), children=tuple(fields.values()))

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
        if self.children:
            inner = tuple(child.written for child in self.children)
            return attrs.evolve(self, data_type=_rebuilt(self.data_type, inner), children=inner)
        if self.format not in _FORMS:
            return self
        data_type = _written_type(self)
        dictionary = None if self.dictionary is None else _FORMS[self.format](self.dictionary)
        return ColumnType(data_type, self.nullable, dictionary)

    def as_written(self, array: pa.Array) -> pa.Array:
        """Return an array of the column as it is written, of `written.array_type`."""
        if self.children:
            return self._nested_as_written(array)
        if self.format not in _FORMS:
            return array
        if self.dictionary is None:
            return _FORMS[self.format](array)
        values = self.written.dictionary
        return pa.DictionaryArray.from_arrays(array.indices, values, safe=False)

    def _nested_as_written(self, array: pa.Array) -> pa.Array:
        data_type = self.written.data_type
        if array.type.equals(data_type):
            return array
        if array.offset:
            array = take(array, arrow_array(np.arange(len(array))))
        is_struct = pa.types.is_struct(array.type)
        inner = map(array.field, range(array.type.num_fields)) if is_struct else [array.values]
        parts = [
            _undecoded(child).as_written(part)
            for child, part in zip(self.children, inner, strict=True)
        ]
        buffers = array.buffers()[: 1 if is_struct else 2]
        return pa.Array.from_buffers(data_type, len(array), buffers, children=parts)

    def with_format(self, wanted: Format) -> ColumnType:
        """Return the type with dates and timestamps, also those inside, written in this form."""
        children = tuple(child.with_format(wanted) for child in self.children)
        is_other = self.format in _FORMS and self.format != wanted
        if not is_other and children == self.children:
            return self
        form = wanted if is_other else self.format
        return attrs.evolve(self, format=form, children=children)


def _undecoded(kind: ColumnType) -> ColumnType:
    """Return the type of what stands inside, which has no dictionary."""
    return kind if kind.dictionary is None else attrs.evolve(kind, dictionary=None)


def _rebuilt(data_type: pa.DataType, inner: tuple[ColumnType, ...]) -> pa.DataType:
    if pa.types.is_struct(data_type):
        fields = [
            field.with_type(kind.data_type) for field, kind in zip(data_type, inner, strict=True)
        ]
        return pa.struct(fields)
    return pa.list_(data_type.value_field.with_type(inner[0].data_type))


_MICROSECONDS = pa.timestamp("us")


def _written_type(kind: ColumnType) -> pa.DataType:
    if kind.format == "text":
        return pa.utf8()
    return _MICROSECONDS if pa.types.is_timestamp(kind.data_type) else kind.data_type


def _native(array: pa.Array) -> pa.Array:
    return cast(array, _MICROSECONDS) if pa.types.is_timestamp(array.type) else array


_FORMS: Mapping[str | None, Callable[[pa.Array], pa.Array]] = {"text": iso_text, "native": _native}
"""How arrays of the formats that dates and timestamps may have become what is written."""
