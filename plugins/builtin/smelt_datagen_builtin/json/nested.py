"""Structs and lists as JSON."""

from __future__ import annotations

import json
from collections.abc import Sequence

import numpy as np
import pyarrow as pa
from smelt_datagen.arrays import cast, numpy_values, validity

from smelt_datagen_builtin.json.brackets import array_text
from smelt_datagen_builtin.json.missing import or_null
from smelt_datagen_builtin.text.joiner import Joiner
from smelt_datagen_builtin.text.pieces import Codes, TextOf


def object_parts(names: Sequence[str], texts: Sequence[TextOf]) -> list[str | TextOf]:
    """Return what joins texts of values to an object with these names."""
    parts: list[str | TextOf] = []
    for position, (name, text) in enumerate(zip(names, texts, strict=True)):
        key = json.dumps(name, ensure_ascii=False)
        parts += [f"{',' if position else '{'}{key}:", text]
    return [*parts, "}"] if parts else ["{}"]


class OfStructs:
    """An object of the fields, in their order."""

    tables: tuple[None] = (None,)

    def __init__(self, names: Sequence[str], texts: Sequence[TextOf]) -> None:
        self._joiner = Joiner(object_parts(names, texts))

    def pieces(self, values: pa.Array) -> list[Codes | pa.StringArray]:
        """Return one object per value."""
        fields = [values.field(number) for number in range(values.type.num_fields)]
        return [or_null(self._joiner.joined(fields, len(values)), validity(values))]


class OfLists:
    """An array of the items."""

    tables: tuple[None] = (None,)

    def __init__(self, item: TextOf) -> None:
        self._item = Joiner([item])

    def pieces(self, values: pa.Array) -> list[Codes | pa.StringArray]:
        """Return one array per value."""
        lists = cast(values, pa.list_(values.type.value_type))
        valid = validity(lists)
        texts = self._item.joined([lists.values], len(lists.values))
        offsets = numpy_values(lists.offsets).astype(np.int64)
        lengths = np.where(valid, np.diff(offsets), 0)
        before = np.cumsum(lengths) - lengths
        items = np.arange(lengths.sum()) + np.repeat(offsets[:-1] - before, lengths)
        return [or_null(array_text(texts, items, lengths), valid)]
