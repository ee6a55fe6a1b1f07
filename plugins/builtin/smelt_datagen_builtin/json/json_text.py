"""Values as JSON text, in pieces as `text` has them."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
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
from smelt_datagen.plugin import ColumnType, Scope

from smelt_datagen_builtin.json.brackets import array_text, is_any_list
from smelt_datagen_builtin.json.escaping import escaped
from smelt_datagen_builtin.text.joiner import Joiner
from smelt_datagen_builtin.text.pieces import Codes, TextOf, text_of

_NULL = "null"


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
    if kind.format == "text":
        written = json_text_of(kind.written)
        return None if written is None else _AsWritten(kind, written)
    if kind.dictionary is None:
        return _plain(kind)
    alone = json_text_of(attrs.evolve(kind, dictionary=None, nullable=False, bounds=None))
    return None if alone is None else _OfDictionary((_json_table(alone, kind.dictionary),))


def _plain(kind: ColumnType) -> TextOf | None:
    """Return the text of a column that is not dictionary-encoded."""
    if pa.types.is_integer(kind.data_type):
        return _OrNull(text_of(kind)) if kind.nullable else text_of(kind)
    if kind.format == "json":
        return _Bare()
    if pa.types.is_struct(kind.data_type):
        return _of_struct(kind.data_type)
    if is_any_list(kind.data_type):
        item = json_text_of(ColumnType(kind.data_type.value_type, nullable=True))
        return None if item is None else _OfLists(item)
    kinds = (made for matches, made in _KINDS if matches(kind.data_type))
    return next((made() for made in kinds), None)


def _json_table(text: TextOf, dictionary: pa.Array) -> pa.StringArray:
    spelled = Joiner([text]).joined([dictionary], len(dictionary))
    return pa.concat_arrays([spelled, string_array([_NULL])])


class _AsWritten:
    """The text of what is written of a column."""

    def __init__(self, kind: ColumnType, inner: TextOf) -> None:
        self._kind, self._inner = kind, inner
        self.tables = inner.tables

    def pieces(self, values: pa.Array) -> list[Codes | pa.StringArray]:
        return self._inner.pieces(self._kind.as_written(values))


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


class _OfStructs:
    """An object of the fields, in their order."""

    tables: tuple[None] = (None,)

    def __init__(self, names: Sequence[str], texts: Sequence[TextOf]) -> None:
        parts: list[str | TextOf] = []
        for position, (name, text) in enumerate(zip(names, texts, strict=True)):
            key = json.dumps(name, ensure_ascii=False)
            parts += [f"{',' if position else '{'}{key}:", text]
        self._joiner = Joiner([*parts, "}"] if parts else ["{}"])

    def pieces(self, values: pa.Array) -> list[Codes | pa.StringArray]:
        fields = [values.field(number) for number in range(values.type.num_fields)]
        return [_or_null(self._joiner.joined(fields, len(values)), validity(values))]


def _of_struct(data_type: pa.StructType) -> TextOf | None:
    texts = [json_text_of(ColumnType(field.type, nullable=True)) for field in data_type]
    known = [text for text in texts if text is not None]
    return _OfStructs(data_type.names, known) if len(known) == len(texts) else None


class _OfLists:
    """An array of the items."""

    tables: tuple[None] = (None,)

    def __init__(self, item: TextOf) -> None:
        self._item = Joiner([item])

    def pieces(self, values: pa.Array) -> list[Codes | pa.StringArray]:
        lists = cast(values, pa.list_(values.type.value_type))
        valid = validity(lists)
        texts = self._item.joined([lists.values], len(lists.values))
        offsets = numpy_values(lists.offsets).astype(np.int64)
        lengths = np.where(valid, np.diff(offsets), 0)
        before = np.cumsum(lengths) - lengths
        items = np.arange(lengths.sum()) + np.repeat(offsets[:-1] - before, lengths)
        return [_or_null(array_text(texts, items, lengths), valid)]


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
