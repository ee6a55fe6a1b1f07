"""Values as cells of CSV (RFC 4180), in pieces as `text` has them."""

from __future__ import annotations

from typing import Any

import attrs
import numpy as np
import numpy.typing as npt
import pyarrow as pa
from smelt_datagen.arrays import cast, numpy_values, string_array, validity, without_nulls
from smelt_datagen.plugin import ColumnType

from smelt_datagen_builtin.json.json_text import json_text_of
from smelt_datagen_builtin.json.missing import OrNull, or_null, with_nulls
from smelt_datagen_builtin.text.joiner import Joiner
from smelt_datagen_builtin.text.pieces import Codes, TextOf, text_of

QUOTE = '"'
_BARE, _QUOTED, _NULL = range(3)


def cells_of(kind: ColumnType, delimiter: str, null: str) -> TextOf | None:
    """Return how a column's values become cells; None for a type that has no form in CSV.

    Text is quoted if it has a delimiter, a quote or a line break, is empty, or reads as a null.
    Lists and structs are JSON.
    """
    if kind.dictionary is not None:
        alone = cells_of(attrs.evolve(kind, dictionary=None, nullable=False), delimiter, null)
        return None if alone is None else _OfDictionary(_table(alone, kind.dictionary, null))
    data_type = kind.data_type
    if pa.types.is_integer(data_type):
        return OrNull(text_of(kind), null) if kind.nullable else text_of(kind)
    if pa.types.is_boolean(data_type):
        return _OfBooleans(null)
    quoted = _OfTexts(delimiter, null)
    if pa.types.is_nested(data_type):
        spelled = json_text_of(attrs.evolve(kind, nullable=False))
        return None if spelled is None else _OfNested(spelled, quoted)
    if pa.types.is_string(data_type) or pa.types.is_large_string(data_type):
        return quoted
    kinds = (pa.types.is_floating, pa.types.is_decimal, pa.types.is_temporal)
    is_duration = pa.types.is_duration(data_type)
    return _Spelled(null) if any(one(data_type) for one in kinds) and not is_duration else None


def _table(text: TextOf, dictionary: pa.Array, null: str) -> pa.StringArray:
    spelled = Joiner([text]).joined([dictionary], len(dictionary))
    return pa.concat_arrays([spelled, string_array([null])])


class _OfDictionary:
    def __init__(self, table: pa.StringArray) -> None:
        self.tables = (table,)

    def pieces(self, values: pa.Array) -> list[Codes | pa.StringArray]:
        codes = numpy_values(without_nulls(values).indices)
        return [with_nulls(codes, values, len(self.tables[0]) - 1)]


class _OfBooleans:
    def __init__(self, null: str) -> None:
        self.tables = (string_array(["false", "true", null]),)

    def pieces(self, values: pa.Array) -> list[Codes | pa.StringArray]:
        truths = numpy_values(without_nulls(values))
        return [with_nulls(truths.view(np.int8), values, 2)]


class _Spelled:
    """What Arrow spells without any character that would need a quote."""

    tables = (None,)

    def __init__(self, null: str) -> None:
        self._null = null

    def pieces(self, values: pa.Array) -> list[Codes | pa.StringArray]:
        return [or_null(cast(values, pa.utf8()), validity(values), self._null)]


class _OfTexts:
    """A quote, nothing or what stands for a null; the text; a quote or nothing."""

    def __init__(self, delimiter: str, null: str) -> None:
        self._special = np.zeros(256, np.bool_)
        self._special[[ord(one) for one in (delimiter, QUOTE, "\r", "\n")]] = True
        self._null = null
        self.tables: tuple[Any, ...] = (
            string_array(["", QUOTE, null]),
            None,
            string_array(["", QUOTE, ""]),
        )

    def pieces(self, values: pa.Array) -> list[Codes | pa.StringArray]:
        """Return the three of each value."""
        texts = or_null(cast(values, pa.utf8()), validity(values), "")
        codes = self._needs_quotes(texts).astype(np.int8)
        codes[~validity(values)] = _NULL
        return [codes, _doubled(texts), codes]

    def _needs_quotes(self, texts: pa.StringArray) -> npt.NDArray[np.bool_]:
        _, offsets, data = texts.buffers()
        ends = np.frombuffer(offsets, np.int32)[texts.offset : texts.offset + len(texts) + 1]
        used = np.frombuffer(data or b"", np.uint8)
        needed: npt.NDArray[np.bool_] = np.diff(ends) == 0
        special = self._special[used]
        if special.any():
            before = np.concatenate([[0], np.cumsum(special)])
            needed |= np.diff(before[ends]) > 0
        if self._null:
            needed |= _equal(texts, self._null)
        return needed


def _equal(texts: pa.StringArray, text: str) -> npt.NDArray[np.bool_]:
    from pyarrow import compute  # noqa: PLC0415 (only where nulls are spelled)

    same: npt.NDArray[np.bool_] = numpy_values(compute.equal(texts, text))
    return same


def _doubled(texts: pa.StringArray) -> pa.StringArray:
    """Return the texts with every quote twice."""
    data = texts.buffers()[2]
    if data is None or not (np.frombuffer(data, np.uint8) == ord(QUOTE)).any():
        return texts
    from pyarrow import compute  # noqa: PLC0415 (a tenth of a second, rarely needed)

    return compute.replace_substring(texts, QUOTE, 2 * QUOTE)


class _OfNested:
    """Lists and structs as text that is JSON."""

    def __init__(self, spelled: TextOf, quoted: _OfTexts) -> None:
        self._joiner, self._quoted = Joiner([spelled]), quoted
        self.tables = quoted.tables

    def pieces(self, values: pa.Array) -> list[Codes | pa.StringArray]:
        missing = ~validity(values)
        codes, texts, _ = self._quoted.pieces(self._joiner.joined([values], len(values)))
        codes = np.where(missing, np.int8(_NULL), codes)
        return [codes, or_null(texts, ~missing, ""), codes]
