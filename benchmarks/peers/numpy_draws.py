"""Draws with a NumPy Generator, for the peers that are built on NumPy."""

import numpy as np
import numpy.typing as npt

from benchmarks.workload import Column

Generator = np.random.Generator

# Up to about this many values, counting the bounds below a draw is faster than a binary search.
FEW_VALUES = 16


def sequential_id(rows: int) -> npt.NDArray[np.int64]:
    return np.arange(1, rows + 1, dtype=np.int64)


def foreign_key(generator: Generator, column: Column, rows: int) -> npt.NDArray[np.int64]:
    return generator.integers(1, column.options["target_rows"] + 1, rows)


def choice_codes(generator: Generator, column: Column, rows: int) -> npt.NDArray[np.uint8]:
    """Return for each row the position of the value drawn."""
    weights = np.cumsum(list(column.options["values"].values()))
    bounds = (weights[:-1] / weights[-1]).astype(np.float32)
    draws = generator.random(rows, dtype=np.float32)
    if len(weights) > FEW_VALUES:
        return np.searchsorted(bounds, draws, side="right").astype(np.uint8)
    codes = np.zeros(rows, dtype=np.uint8)
    for bound in bounds:
        codes += draws >= bound
    return codes
