"""Values as JSON text, in pieces as `text` has them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import attrs
import numpy as np
import numpy.typing as npt
import pyarrow as pa
from smelt_datagen.arrays import (
    cast,
    numpy_values,
    string_array,
    validity,
    without_nulls,
)
from smelt_datagen.plugin import ColumnType, Scope

from smelt_datagen_builtin.json.brackets import is_any_list
from smelt_datagen_builtin.json.escaping import escaped
from smelt_datagen_builtin.json.missing import NULL, OrNull, or_null, with_nulls
from smelt_datagen_builtin.json.nested import OfLists, OfStructs
from smelt_datagen_builtin.text.joiner import Joiner
from smelt_datagen_builtin.text.pieces import Codes, TextOf, text_of

JSON = ColumnType(pa.utf8(), format="json")
"""The type of columns of JSON text."""


def fitting_text(kind: ColumnType, scope: Scope, *path: str | int) -> TextOf:
    """Return how a column's values become JSON; fail at `path` for a type that has no JSON form."""
    text = json_text_of(kind)
    if text is None:
        scope.fail(f"gives {kind.data_type}, which has no JSON form", *path)
    return text


def json_text_of(kind: ColumnType) -> TextOf | None:
    """Return how a column's values become JSON; None for a type that has no JSON form.

    Strings are escaped and quoted, JSON text is taken as it is, floats always have a point or an
    exponent, those that are no number are null, as nulls are.
    """
    if kind.format in ("text", "native"):  # JSON has neither dates nor timestamps
        text = attrs.evolve(kind, format="text")
        written = json_text_of(text.written)
        return None if written is None else _AsWritten(text, written)
    if kind.dictionary is None:
        return _plain(kind)
    alone = json_text_of(attrs.evolve(kind, dictionary=None, nullable=False, bounds=None))
    return None if alone is None else _OfDictionary((_json_table(alone, kind.dictionary),))


def _plain(kind: ColumnType) -> TextOf | None:
    """Return the text of a column that is not dictionary-encoded."""
    if pa.types.is_integer(kind.data_type):
        return OrNull(text_of(kind)) if kind.nullable else text_of(kind)
    if kind.format == "json":
        return _Bare()
    if pa.types.is_struct(kind.data_type):
        return _of_struct(kind)
    if is_any_list(kind.data_type):
        (child,) = kind.children or (ColumnType(kind.data_type.value_type),)
        item = json_text_of(_inside(child))
        return None if item is None else OfLists(item)
    kinds = (made for matches, made in _KINDS if matches(kind.data_type))
    return next((made() for made in kinds), None)


def _json_table(text: TextOf, dictionary: pa.Array) -> pa.StringArray:
    spelled = Joiner([text]).joined([dictionary], len(dictionary))
    return pa.concat_arrays([spelled, string_array([NULL])])


class _AsWritten:
    """The text of what is written of a column."""

    def __init__(self, kind: ColumnType, inner: TextOf) -> None:
        self._kind, self._inner = kind, inner
        self.tables = inner.tables

    def pieces(self, values: pa.Array) -> list[Codes | pa.StringArray]:
        return self._inner.pieces(self._kind.as_written(values))


@attrs.frozen(eq=False, repr=False)
class _OfDictionary:
    tables: tuple[pa.StringArray]

    def pieces(self, values: pa.Array) -> list[Codes | pa.StringArray]:
        codes = numpy_values(without_nulls(values).indices)
        return [with_nulls(codes, values, len(self.tables[0]) - 1)]


@attrs.frozen(eq=False, repr=False)
class _OfBooleans:
    tables: tuple[pa.StringArray] = (string_array(["false", "true", NULL]),)

    def pieces(self, values: pa.Array) -> list[Codes | pa.StringArray]:
        truths = numpy_values(without_nulls(values))
        return [with_nulls(truths.view(np.int8), values, 2)]


@attrs.frozen(eq=False, repr=False)
class _OfFloats:
    """The shortest decimal that reads back as the same double, then `.0` where it needs that."""

    tables: tuple[Any, ...] = (None, string_array(["", ".0"]))

    def pieces(self, values: pa.Array) -> list[Codes | pa.StringArray]:
        numbers = numpy_values(without_nulls(values))
        valid = validity(values) & np.isfinite(numbers)
        text = or_null(cast(values, pa.utf8()), valid)
        return [text, (valid & (np.trunc(numbers) == numbers) & _lacks_point(text)).view(np.int8)]


@attrs.frozen(eq=False, repr=False)
class _Bare:
    tables: tuple[None] = (None,)

    def pieces(self, values: pa.Array) -> list[Codes | pa.StringArray]:
        text = cast(values, pa.utf8())
        return [or_null(text, validity(text))]


@attrs.frozen(eq=False, repr=False)
class _OfStrings:
    """A quote or `null`, the escaped text, a quote or nothing."""

    tables: tuple[Any, ...] = (string_array(['"', NULL]), None, string_array(['"', ""]))

    def pieces(self, values: pa.Array) -> list[Codes | pa.StringArray]:
        text = escaped(cast(values, pa.utf8()))
        missing = (~validity(values)).view(np.int8)
        return [missing, text, missing]


@attrs.frozen(eq=False, repr=False)
class _OfTimestamps(_OfStrings):
    def pieces(self, values: pa.Array) -> list[Codes | pa.StringArray]:
        missing, text, _ = super().pieces(values)
        return [missing, _with_t(text), missing]


def _inside(child: ColumnType) -> ColumnType:
    """Return the type of what stands in a list or struct: without a dictionary, maybe null."""
    return attrs.evolve(child, dictionary=None, nullable=True)


def _of_struct(kind: ColumnType) -> TextOf | None:
    children = kind.children or [ColumnType(field.type) for field in kind.data_type]
    texts = [json_text_of(_inside(child)) for child in children]
    known = [text for text in texts if text is not None]
    return OfStructs(kind.data_type.names, known) if len(known) == len(texts) else None


def _with_t(text: pa.StringArray) -> pa.StringArray:
    """Return `YYYY-MM-DD HH:MM:SS…` with a T between date and time, as ISO 8601 has it."""
    data = np.frombuffer(text.buffers()[2] or b"", dtype=np.uint8).copy()
    data[data == ord(" ")] = ord("T")
    buffers = [*text.buffers()[:2], pa.py_buffer(data)]
    return pa.Array.from_buffers(pa.utf8(), len(text), buffers, -1, text.offset)


def _lacks_point(text: pa.StringArray) -> npt.NDArray[np.bool_]:
    """Return which texts have neither a point nor an exponent."""
    data = np.frombuffer(text.buffers()[2] or b"", dtype=np.uint8)
    marks = np.concatenate([[0], np.cumsum((data == ord(".")) | (data == ord("e")))])
    offsets = np.frombuffer(text.buffers()[1], dtype=np.int32)[text.offset :][: len(text) + 1]
    found: npt.NDArray[np.bool_] = np.diff(marks[offsets]) == 0
    return found


_KINDS: tuple[tuple[Callable[[pa.DataType], bool], Callable[[], TextOf]], ...] = (
    (pa.types.is_boolean, _OfBooleans),
    (pa.types.is_floating, _OfFloats),
    (pa.types.is_decimal, _Bare),
    (pa.types.is_string, _OfStrings),
    (pa.types.is_large_string, _OfStrings),
    (pa.types.is_timestamp, _OfTimestamps),
    (pa.types.is_date, _OfStrings),
    (pa.types.is_time, _OfStrings),
    (pa.types.is_duration, _OfStrings),
)
