"""Values as JSON text, in pieces as `text` has them."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import attrs
import numpy as np
import pyarrow as pa
from smelt_datagen import Column, string_array, validity, with_validity, without_nulls

from smelt_datagen_builtin.escaping import escaped
from smelt_datagen_builtin.text import Codes, TextOf, text_of

_NULL = "null"

_EXPONENT_FROM = 1e15
"""From here on Arrow's cast to text writes an exponent, and so needs no point."""


def json_text_of(column: Column) -> TextOf | None:
    """Return how the column's values become JSON; None for a type that has no JSON form.

    Strings are escaped and quoted, JSON text is taken as it is, floats always have a point or an
    exponent, those that are no number are null, as nulls are.
    """
    is_json = isinstance(column.logical_type, pa.JsonType)
    if column.dictionary is not None:
        return _OfDictionary((_json_table(column.dictionary, as_it_is=is_json),))
    if pa.types.is_integer(column.data_type):
        return _OrNull(text_of(column)) if column.nullable else text_of(column)
    if is_json:
        return _Bare()
    kinds = (kind for matches, kind in _KINDS if matches(column.data_type))
    return next((kind() for kind in kinds), None)


def _json_table(dictionary: pa.Array, *, as_it_is: bool) -> pa.StringArray:
    values = dictionary.to_pylist()
    texts = values if as_it_is else [json.dumps(value, ensure_ascii=False) for value in values]
    return string_array([*texts, _NULL])


@attrs.frozen(eq=False)
class _OfDictionary:
    tables: tuple[pa.StringArray]

    def pieces(self, values: pa.Array) -> list[Codes | pa.StringArray]:
        codes = without_nulls(values).indices.to_numpy()
        return [_with_nulls(codes, values, len(self.tables[0]) - 1)]


@attrs.frozen(eq=False)
class _OfBooleans:
    tables: tuple[pa.StringArray] = (string_array(["false", "true", _NULL]),)

    def pieces(self, values: pa.Array) -> list[Codes | pa.StringArray]:
        truths = without_nulls(values).to_numpy(zero_copy_only=False)
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
        numbers = without_nulls(values).to_numpy()
        valid = validity(values) & np.isfinite(numbers)
        text = with_validity(values.cast(pa.utf8()), valid).fill_null(_NULL)
        whole = (np.trunc(numbers) == numbers) & (np.abs(numbers) < _EXPONENT_FROM)
        return [text, (whole & valid).view(np.int8)]


@attrs.frozen(eq=False)
class _Bare:
    tables: tuple[None] = (None,)

    def pieces(self, values: pa.Array) -> list[Codes | pa.StringArray]:
        text = values.cast(pa.utf8())
        return [text.fill_null(_NULL) if text.null_count else text]


@attrs.frozen(eq=False)
class _OfStrings:
    """A quote or `null`, the escaped text, a quote or nothing."""

    tables: tuple[Any, ...] = (string_array(['"', _NULL]), None, string_array(['"', ""]))

    def pieces(self, values: pa.Array) -> list[Codes | pa.StringArray]:
        text = escaped(values.cast(pa.utf8()))
        missing = (~validity(values)).view(np.int8)
        return [missing, text, missing]


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
    (pa.types.is_temporal, _OfStrings),
)
