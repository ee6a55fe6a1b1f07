"""The two kinds of columns: positions in a dictionary, and text joined from several lists."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from string import Formatter
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt
import pyarrow as pa
from smelt_datagen.arrays import dictionary_array, joined_text, string_array
from smelt_datagen.plugin import Block, Column, ColumnType

Codes: TypeAlias = npt.NDArray[Any]
"""One position in a list per row, of any integer type."""


class Categorical(Column):
    """Picks each row's text from a dictionary by codes, as narrow as `code_type` says."""

    def __init__(self, dictionary: pa.StringArray, codes: Callable[[Block], Codes]) -> None:
        self.type = ColumnType.categorical(dictionary)
        self._codes = codes

    def generate(self, block: Block) -> pa.Array:
        """Return a dictionary array: no text is copied."""
        return dictionary_array(self._codes(block), self.type.dictionary)


class Joined(Column):
    """Joins each row's text from one piece of every list in `texts`."""

    type = ColumnType(pa.utf8())

    def __init__(self, texts: JoinedTexts, codes: Callable[[Block], Mapping[str, Codes]]) -> None:
        self._texts = texts
        self._codes = codes

    def generate(self, block: Block) -> pa.Array:
        """Return one text per row."""
        return self._texts.join(self._codes(block))


class JoinedTexts:
    """A format such as `{number} {name} {type}`, with a list of pieces for each name in braces.

    All pieces stand in one table, with the characters between the braces as part of them. A row is
    a run of positions in that table. One gather of all runs lays their bytes one behind the other,
    and a row's text begins at every n-th offset.
    """

    def __init__(self, text_format: str, **pieces: Sequence[str]) -> None:
        self._bases: dict[str, int] = {}
        table: list[str] = []
        for before, name, _, _ in Formatter().parse(text_format):
            if name is None:
                raise ValueError(f"{text_format!r} must end with a name in braces")
            self._bases[name] = len(table)
            table += [f"{before}{piece}" for piece in pieces[name]]
        self._table = string_array(table)

    def join(self, codes: Mapping[str, Codes]) -> pa.StringArray:
        """Return one text per row: of every list, the piece at the row's position in `codes`."""
        width = len(self._bases)
        count = len(next(iter(codes.values())))
        runs = np.empty((count, width), dtype=np.int32)
        for column, (name, base) in enumerate(self._bases.items()):
            np.add(codes[name], base, out=runs[:, column], dtype=np.int32, casting="same_kind")
        return joined_text(self._table, runs)
