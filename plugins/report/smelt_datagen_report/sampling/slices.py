"""Which rows of a dataset are looked at."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

MOST_ROWS = 200_000
_MOST_CELLS = 4_000_000
_SLICES = 2_000
"""So many that those in each of 40 bins of an ordered column differ by a few in a hundred."""


def sampled_rows(row_count: int, columns: int) -> npt.NDArray[np.uint64]:
    """Return the numbers of all rows, or of slices at equal distances from the first to the last.

    200,000 rows at most, and fewer where there are many columns: 4,000,000 values in all.
    """
    most = min(MOST_ROWS, max(_MOST_CELLS // max(columns, 1), _SLICES))
    if row_count <= most:
        return np.arange(row_count, dtype=np.uint64)
    length = most // _SLICES
    starts = [number * (row_count - length) // (_SLICES - 1) for number in range(_SLICES)]
    made: npt.NDArray[np.uint64] = np.repeat(np.array(starts, dtype=np.uint64), length)
    made += np.tile(np.arange(length, dtype=np.uint64), _SLICES)
    return made
