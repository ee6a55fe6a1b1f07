"""Text joined from one piece of each of several lists, in one gather of all rows."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import accumulate

import numpy as np
import pyarrow as pa
from smelt_datagen.arrays import code_type, dictionary_array, joined_text, string_array
from smelt_datagen.plugin import Block, Column, ColumnType

from smelt_datagen_domains.selection.selected import Codes


class Categorical(Column):
    """Picks each row's text from a dictionary by codes, as narrow as `code_type` says."""

    def __init__(self, texts: Sequence[str], codes: Callable[[Block], Codes]) -> None:
        self._dictionary = string_array(texts)
        self.type = ColumnType.categorical(self._dictionary)
        self._codes = codes

    def generate(self, block: Block) -> pa.Array:
        """Return a dictionary array: no text is copied."""
        return dictionary_array(self._codes(block), self._dictionary)


class Joined(Column):
    """Joins each row's text from one piece of every list.

    All pieces stand in one table, which is all there is if it is `shared`. A row is a run of
    positions in it: a gather of all runs lays their bytes one behind the other, and a row's text
    begins at every n-th offset.
    """

    type = ColumnType(pa.utf8())

    def __init__(
        self,
        pieces: Sequence[Sequence[str]],
        codes: Callable[[Block], Sequence[Codes]],
        *,
        shared: bool = False,
    ) -> None:
        self._bases = [0, *accumulate(map(len, pieces))] if not shared else None
        self._table = string_array([piece for one in pieces for piece in one])
        self._codes = codes

    def generate(self, block: Block) -> pa.Array:
        """Return one text per row."""
        codes = self._codes(block)
        runs = np.empty((len(block), len(codes)), dtype=np.int32)
        bases = self._bases or [0] * len(codes)
        for place, (code, base) in enumerate(zip(codes, bases, strict=False)):
            np.add(code, base, out=runs[:, place], dtype=np.int32, casting="same_kind")
        return joined_text(self._table, runs)


def listed(texts: Sequence[str], codes: Callable[[Block], Codes]) -> Column:
    """Return a categorical column of the texts at `codes`; some texts may be the same."""
    found, of = different(texts)
    positions = np.array(of, dtype=code_type(len(found)))
    return Categorical(found, lambda block: positions.take(codes(block)))


def different(texts: Sequence[str]) -> tuple[list[str], list[int]]:
    """Return the different ones of texts, and the position of each text among them."""
    positions: dict[str, int] = {}
    of = [positions.setdefault(text, len(positions)) for text in texts]
    return list(positions), of
