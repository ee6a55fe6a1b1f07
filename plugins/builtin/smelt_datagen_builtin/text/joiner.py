"""Literals and values joined into one text per row."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
import pyarrow as pa
from smelt_datagen.arrays import joined_text, string_array

from smelt_datagen_builtin.text.pieces import Codes, TextOf


class Joiner:
    """Joins literals and values of every row to one text, with one gather.

    All texts that a row can consist of stand in one table, literals baked into those of the value
    behind them. A row is a run of positions in that table: gathering the runs of all rows gives
    their bytes in order, and a row begins at every n-th offset of the result.
    """

    def __init__(self, parts: Sequence[str | TextOf]) -> None:
        self._texts = [part for part in parts if not isinstance(part, str)]
        pieces = list(_pieces(parts))
        self._literals = [isinstance(piece, str) for piece in pieces]
        tables = [string_array([piece]) if isinstance(piece, str) else piece for piece in pieces]
        self._fixed = pa.concat_arrays(
            [table for table in tables if table is not None] or [string_array([])]
        )
        lengths = [0 if table is None else len(table) for table in tables]
        self._bases: list[int] = np.cumsum([0, *lengths[:-1]]).tolist()

    def joined(self, values: Sequence[pa.Array], count: int) -> pa.StringArray:
        """Return `count` texts, of `values`: one array for every part that is no literal."""
        runs = np.empty((count, len(self._bases)), dtype=np.int32)
        tables = [self._fixed]
        size = len(self._fixed)
        filled = self._filled(values)
        for position, (literal, base) in enumerate(zip(self._literals, self._bases, strict=True)):
            piece = None if literal else next(filled)
            if piece is None:
                runs[:, position] = base
            elif isinstance(piece, pa.Array):
                runs[:, position] = np.arange(size, size + len(piece))
                tables.append(piece)
                size += len(piece)
            else:
                np.add(piece, np.int32(base), out=runs[:, position], casting="same_kind")
        table = pa.concat_arrays(tables) if len(tables) > 1 else self._fixed
        return joined_text(table, runs)

    def _filled(self, values: Sequence[pa.Array]) -> Iterator[Codes | pa.StringArray]:
        for text, array in zip(self._texts, values, strict=True):
            yield from text.pieces(array)


def _pieces(parts: Sequence[str | TextOf]) -> Iterator[str | pa.StringArray | None]:
    """Yield a table per piece, None for one that each block brings, and literals left over."""
    literal = ""
    for part in parts:
        if isinstance(part, str):
            literal += part
            continue
        for table in part.tables:
            if table is None and literal:
                yield literal
            yield table if table is None or not literal else _prefixed(literal, table)
            literal = ""
    if literal:
        yield literal


def _prefixed(literal: str, table: pa.StringArray) -> pa.StringArray:
    every = np.arange(len(table), dtype=np.int32)
    runs = np.column_stack([np.zeros_like(every), every + np.int32(1)])
    both = pa.concat_arrays([string_array([literal]), table])
    return joined_text(both, runs)
