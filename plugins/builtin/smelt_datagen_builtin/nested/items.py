"""Several values for a row: how many each has, and where they stand."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import numpy.typing as npt
import pyarrow as pa
from smelt_datagen.plugin import Block

Index = npt.NDArray[np.int64]


def items_of(
    block: Block, lengths: Index, make: Callable[[Block], pa.Array], empty: pa.Array
) -> tuple[pa.Array, Index]:
    """Return so many items for each row, and where in them those of the rows stand, row by row.

    The first items of all rows that have one are made together, then the second items, and so on,
    each number from a stream of its own. `empty` is an array of no items.
    """
    before = np.cumsum(lengths) - lengths
    places = np.empty(lengths.sum(), dtype=np.int64)
    parts, size = [empty], 0
    for number in range(int(lengths.max(initial=0))):
        longer = np.flatnonzero(lengths > number)
        parts.append(make(block.at(block.rows.subset(longer)).child("item", number)))
        places[before[longer] + number] = np.arange(size, size + len(longer))
        size += len(longer)
    return pa.concat_arrays(parts), places
