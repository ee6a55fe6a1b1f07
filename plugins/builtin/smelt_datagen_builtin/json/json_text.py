"""Values as JSON text, in pieces as `text` has them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import attrs
import numpy as np
import numpy.typing as npt
import pyarrow as pa
from smelt_datagen.arrays import (
    arrow_array,
    cast,
    numpy_values,
    string_array,
    take,
    validity,
    without_nulls,
)
from smelt_datagen.plugin import Column

from smelt_datagen_builtin.json.escaping import escaped
from smelt_datagen_builtin.text.pieces import Codes, TextOf, text_of
from smelt_datagen_builtin.text.template import Slot, Template

_NULL = "null"


def json_text_of(column: Column) -> TextOf | None:
    """Return how the column's values become JSON; None for a type that has no JSON form.

    Strings are escaped and quoted, JSON text is taken as it is, floats always have a point or an
    exponent, those that are no number are null, as nulls are.
    """
    if column.dictionary is None:
        return _plain(column)
    like = Column()
    like.data_type = column.data_type
    plain = _Bare() if _is_json(column) else _plain(like)
    return None if plain is None else _OfDictionary((_json_table(like, plain, column.dictionary),))


def _is_json(column: Column) -> bool:
    return isinstance(column.logical_type, pa.JsonType)


def _plain(column: Column) -> TextOf | None:
    """Return the text of a column that is not dictionary-encoded."""
    if pa.types.is_integer(column.data_type):
        return _OrNull(text_of(column)) if column.nullable else text_of(column)
    if _is_json(column):
        return _Bare()
    kinds = (kind for matches, kind in _KINDS if matches(column.data_type))
    return next((kind() for kind in kinds), None)


def _json_table(column: Column, text: TextOf, dictionary: pa.Array) -> pa.StringArray:
    spelled = Template([Slot(column, text, ())]).joined([dictionary], len(dictionary))
    return pa.concat_arrays([spelled, string_array([_NULL])])


@attrs.frozen(eq=False)
class _OfDictionary:
    tables: tuple[pa.StringArray]

    def pieces(self, values: pa.Array) -> list[Codes | pa.StringArray]:
        codes = numpy_values(without_nulls(values).indices)
        return [_with_nulls(codes, values, len(self.tables[0]) - 1)]


@attrs.frozen(eq=False)
class _OfBooleans:
    tables: tuple[pa.StringArray] = (string_array(["false", "true", _NULL]),)

    def pieces(self, values: pa.Array) -> list[Codes | pa.StringArray]:
        truths = numpy_values(without_nulls(values))
        return [_with_nulls(truths.view(np.int8), values, 2)]


class _OrNull:
    """Another text, whose every table has one more entry for nulls."""

    def __init__(self, inner: TextOf) -> None:
        self._inner = inner
        extras = (_NULL, *[""] * (len(inner.tables) - 1))
        self.tables = tuple(
            pa.concat_arrays([table, string_array([extra])])
            for table, extra in zip(inner.tables, extras, strict=True)
        )

    def pieces(self, values: pa.Array) -> list[Codes | pa.StringArray]:
        pieces = self._inner.pieces(without_nulls(values))
        return [
            _with_nulls(piece, values, len(table) - 1)
            for piece, table in zip(pieces, self.tables, strict=True)
        ]


@attrs.frozen(eq=False)
class _OfFloats:
    """The shortest decimal that reads back as the same double, then `.0` where it needs that."""

    tables: tuple[Any, ...] = (None, string_array(["", ".0"]))

    def pieces(self, values: pa.Array) -> list[Codes | pa.StringArray]:
        numbers = numpy_values(without_nulls(values))
        valid = validity(values) & np.isfinite(numbers)
        text = _or_null(cast(values, pa.utf8()), valid)
        return [text, (valid & (np.trunc(numbers) == numbers) & _lacks_point(text)).view(np.int8)]


@attrs.frozen(eq=False)
class _Bare:
    tables: tuple[None] = (None,)

    def pieces(self, values: pa.Array) -> list[Codes | pa.StringArray]:
        text = cast(values, pa.utf8())
        return [_or_null(text, validity(text))]


@attrs.frozen(eq=False)
class _OfStrings:
    """A quote or `null`, the escaped text, a quote or nothing."""

    tables: tuple[Any, ...] = (string_array(['"', _NULL]), None, string_array(['"', ""]))

    def pieces(self, values: pa.Array) -> list[Codes | pa.StringArray]:
        text = escaped(cast(values, pa.utf8()))
        missing = (~validity(values)).view(np.int8)
        return [missing, text, missing]


@attrs.frozen(eq=False)
class _OfTimestamps(_OfStrings):
    def pieces(self, values: pa.Array) -> list[Codes | pa.StringArray]:
        missing, text, _ = super().pieces(values)
        return [missing, _with_t(text), missing]


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


def _or_null(text: pa.StringArray, valid: npt.NDArray[np.bool_]) -> pa.StringArray:
    """Return `text` with `null` in place of what is not valid."""
    if valid.all():
        return text
    places = np.where(valid, np.arange(len(text)), len(text))
    return take(pa.concat_arrays([text, string_array([_NULL])]), arrow_array(places))


def _with_nulls(codes: Codes, values: pa.Array, code_of_null: int) -> Codes:
    if not values.null_count:
        return codes
    return np.where(validity(values), codes, np.int32(code_of_null))


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
