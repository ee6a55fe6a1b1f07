"""Draws with a NumPy Generator."""

import math
from typing import Any

import numpy as np
import numpy.typing as npt

from benchmarks.columns import Column

Generator = np.random.Generator
Integers = npt.NDArray[np.int64]

# Up to about this many values, counting the bounds below a draw is faster than a binary search.
FEW_VALUES = 16
# The 32 hexadecimal digits of a uuid, between its dashes.
UUID_GROUPS = ((0, 8), (8, 12), (12, 16), (16, 20), (20, 32))


def sequential_id(rows: int) -> Integers:
    return np.arange(1, rows + 1, dtype=np.int64)


def foreign_key(generator: Generator, column: Column, rows: int) -> Integers:
    return generator.integers(1, column.options["target_rows"] + 1, rows)


def uniform_int(generator: Generator, column: Column, rows: int) -> Integers:
    return generator.integers(column.options["min"], column.options["max"], rows)


def true_with(generator: Generator, probability: float, rows: int) -> npt.NDArray[np.bool_]:
    return generator.random(rows) < probability


def log_normal(generator: Generator, column: Column, rows: int) -> Integers:
    options = column.options
    values = generator.lognormal(math.log(options["median"]), options["sigma"], rows)
    np.minimum(values, options["max"], out=values)
    return values.astype(np.int64)


def geometric(generator: Generator, column: Column, rows: int) -> Integers:
    """NumPy counts the first success too, the generator only the failures before it."""
    failures = generator.geometric(column.options["p"], rows) - 1
    least: int = column.options.get("min", 1)
    return failures.clip(min=least)


def timestamp(generator: Generator, column: Column, rows: int) -> npt.NDArray[np.datetime64]:
    start, end = (np.datetime64(column.options[key], "s") for key in ("start", "end"))
    seconds = generator.integers(start.astype(np.int64), end.astype(np.int64), rows)
    return seconds.view("datetime64[s]").astype("datetime64[us]")


def uuid(generator: Generator, rows: int) -> npt.NDArray[np.bytes_]:
    """Return texts of random uuids, of version 4."""
    bits = generator.integers(0, 1 << 16, (rows, 8), dtype=np.uint16)
    bits[:, 3] = bits[:, 3] & 0x0FFF | 0x4000
    bits[:, 4] = bits[:, 4] & 0x3FFF | 0x8000
    four_digits = np.array([f"{number:04x}" for number in range(1 << 16)], dtype="S4")
    digits = four_digits.view(np.uint32)[bits].view(np.uint8)
    texts = np.full((rows, 36), ord("-"), dtype=np.uint8)
    for dashes, (start, end) in enumerate(UUID_GROUPS):
        texts[:, start + dashes : end + dashes] = digits[:, start:end]
    return texts.view("S36").ravel()


def choice_weights(column: Column) -> dict[str, float]:
    """Return the values of a weighted_choice or a one_of, each with its weight."""
    values: Any = column.options["values"]
    return values if isinstance(values, dict) else dict.fromkeys(values, 1.0)


def choice_codes(generator: Generator, column: Column, rows: int) -> npt.NDArray[np.uint8]:
    """Return for each row the position of the value drawn."""
    weights = np.cumsum(list(choice_weights(column).values()))
    bounds = (weights[:-1] / weights[-1]).astype(np.float32)
    draws = generator.random(rows, dtype=np.float32)
    if len(weights) > FEW_VALUES:
        return np.searchsorted(bounds, draws, side="right").astype(np.uint8)
    codes = np.zeros(rows, dtype=np.uint8)
    for bound in bounds:
        codes += draws >= bound
    return codes
