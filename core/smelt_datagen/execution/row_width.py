"""How many rows are worked on at a time, by how wide they are.

Memory must not follow the width of a row, nor the 32-bit offsets of an array of text overflow. But
the bytes of a file may follow neither the machine nor the number of workers. So the width is that
of some rows of the dataset, which are the same everywhere, and the numbers of rows follow from it.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pyarrow as pa

from smelt_datagen.errors import GeneratorError
from smelt_datagen.planning.plan import DatasetPlan

BLOCK_ROWS = 1 << 17
"""Rows that are made at a time, and are a row group of their file; no value depends on it.

With a quarter of them, arrays fit a core's cache better, but NumPy's calls are so short that two
threads took 1.8 times as long for simple columns, handing over the interpreter's lock.
"""
_TOGETHER_ROWS = 1 << 15
"""Beyond these, files that are made together gain nothing, and an interrupted run loses more."""

_BYTES = 1 << 25
"""Of a block, of which each thread holds two, as arrays and encoded."""
_PROBES = (1, 8, 64)
"""How many rows are looked at, more only if that many are narrow enough for a block."""


def block_rows(plan: DatasetPlan, names: Sequence[str] | None = None) -> int:
    """Return how many rows of a dataset are made and written at a time: a power of two.

    32 MiB of them, at most `BLOCK_ROWS`, at least one.
    `names` are the columns that count, by default those of its files.
    """
    width = _width(plan, plan.columns if names is None else names)
    return min(BLOCK_ROWS, _power_of_two(_BYTES / width))


def rows_together(block: int) -> int:
    """Return up to how many rows of small files are made as one, of at most `block` rows."""
    return min(block, _TOGETHER_ROWS)


def _width(plan: DatasetPlan, names: Sequence[str]) -> float:
    """Return how many bytes a row takes, as the mean of some that are spread over the dataset."""
    width = 1.0
    for count in _PROBES:
        rows = [number * plan.row_count // count for number in range(min(count, plan.row_count))]
        try:
            width = max(1.0, _bytes(plan, names, rows) / len(rows))
        except GeneratorError:  # which the run will meet again, and then name the rows it made
            break
        if width * _PROBES[-1] > _BYTES:
            break
    return width


def _bytes(plan: DatasetPlan, names: Sequence[str], numbers: list[int]) -> int:
    rows = plan.bound.rows(np.array(numbers, np.uint64))
    return sum(_size(plan.as_written(name, rows.column(name))) for name in names)


def _size(array: pa.Array) -> int:
    if pa.types.is_dictionary(array.type):  # which all blocks share
        array = array.indices
    size: int = array.nbytes
    return size


def _power_of_two(number: float) -> int:
    """Return the largest power of two that is not above a number, 1 for one below it."""
    return 1 << max(0, int(number).bit_length() - 1)
