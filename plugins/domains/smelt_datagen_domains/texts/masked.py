"""Columns of masked texts: one mask, or one for each of several kinds of rows."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
import pyarrow as pa
from smelt_datagen.arrays import arrow_array, take
from smelt_datagen.plugin import Block, Column, ColumnType

from smelt_datagen_domains.selection.selected import Selected


class ByKind(Column):
    """Text made by one function for each of the keys that rows may have."""

    type = ColumnType(pa.utf8())

    def __init__(
        self, selected: Selected, makers: Sequence[Callable[[Block], pa.StringArray]]
    ) -> None:
        self._selected, self._makers = selected, makers

    def generate(self, block: Block) -> pa.Array:
        """Return one text per row: each kind's rows are made together, then put in order."""
        kinds = self._selected.codes(block)
        if kinds is None:
            return self._makers[0](block)
        parts, places = [], []
        for kind, make in enumerate(self._makers):
            rows = np.flatnonzero(kinds == kind)
            if rows.size:
                parts.append(make(block.at(block.rows.subset(rows))))
                places.append(rows)
        if len(parts) <= 1:
            return parts[0] if parts else self._makers[0](block)
        order = np.empty(len(block), dtype=np.int64)
        order[np.concatenate(places)] = np.arange(len(block))
        return take(pa.concat_arrays(parts), arrow_array(order))
