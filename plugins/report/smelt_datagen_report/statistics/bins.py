"""Values in bins of equal width, the same for those that were made and those asked for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import attrs
import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc
from smelt_datagen.arrays import numpy_values

MOST_BINS = 40
_CUT = 200
"""One value of so many on either side may be left out, if that widens the bins enough."""
_WORTH = 3
"""How much wider the whole range must be than what is left."""

Numbers = npt.NDArray[Any]


@attrs.frozen(eq=False)
class Bins:
    """How many values lie in each of the ranges [edge, next edge)."""

    edges: Sequence[float]
    """One more than there are bins; whole numbers for whole numbers, days and so on."""
    counts: Sequence[int]
    total: int
    """Of all values, those below and above the bins included."""
    below: int
    above: int
    asked: Sequence[float] | None = None
    """Shares of the distribution that was asked for, where it is known."""


def numbers_of(array: pa.Array) -> Numbers | None:
    """Return what an array of numbers, dates or times holds, without nulls and what is not finite.

    int64, uint64 or float64; None for an array of anything else.
    """
    kind = array.type
    valid = array.drop_null()
    if pa.types.is_decimal(kind):
        return numpy_values(valid.cast(pa.float64()))
    if pa.types.is_floating(kind):
        floats = numpy_values(valid).astype(np.float64)
        return floats[np.isfinite(floats)]
    if pa.types.is_integer(kind) or pa.types.is_temporal(kind):
        if pa.types.is_interval(kind):
            return None
        numbers = numpy_values(valid)
        return numbers if numbers.dtype == np.uint64 else numbers.astype(np.int64)
    return None


def binned(numbers: Numbers, asked: Numbers | None = None) -> Bins | None:
    """Return numbers in bins, and the shares of those asked for; None if there are none.

    The bins span the numbers, but for a tail that would leave little room for the rest.
    """
    if not len(numbers):
        return None
    low, high = _span(numbers)
    is_float = numbers.dtype.kind == "f"
    width: float
    if is_float:
        count = MOST_BINS if high > low else 1
        width = (high - low) / count or 1.0
        if not np.isfinite(width):
            return None
    else:
        width = -(-(high - low + 1) // MOST_BINS)
        count = -(-(high - low + 1) // width)
    edges = [low + number * width for number in range(count)]
    edges.append(high if is_float and high > low else low + width if is_float else high + 1)
    counts, below, above = _counted(numbers, low, high, width, count)
    shares = None
    if asked is not None and len(asked) and asked.dtype == numbers.dtype:
        expected, _, _ = _counted(asked, low, high, width, count)
        shares = [number / len(asked) for number in expected]
    return Bins(edges, counts, len(numbers), below, above, shares)


def _span(numbers: Numbers) -> tuple[Any, Any]:
    """Return the lowest and highest number that has a place in the bins, as Python has them."""
    ordered = np.sort(numbers)
    low, high = ordered[0].item(), ordered[-1].item()
    cut = len(ordered) // _CUT
    first, last = ordered[cut].item(), ordered[-1 - cut].item()
    if last <= first:
        return low, high
    span = last - first
    return (
        first if first - low > (_WORTH - 1) * span else low,
        last if high - last > (_WORTH - 1) * span else high,
    )


def _counted(
    numbers: Numbers, low: Any, high: Any, width: float, count: int
) -> tuple[list[int], int, int]:
    inside = numbers[(numbers >= low) & (numbers <= high)]
    if numbers.dtype.kind == "f":
        places = np.minimum(((inside - low) / width).astype(np.int64), count - 1)
    else:  # modulo 2^64, as a range may be wider than int64
        start = np.uint64(low % (1 << 64))
        places = ((inside.view(np.uint64) - start) // np.uint64(width)).astype(np.int64)
    found = np.bincount(places, minlength=count).tolist()
    below, above = int((numbers < low).sum()), int((numbers > high).sum())
    return found, below, above


def lengths_of(array: pa.Array) -> Numbers | None:
    """Return the lengths of texts in characters, of lists in items, of bytes; None for no such."""
    kind = array.type
    valid = array.drop_null()
    if pa.types.is_string(kind) or pa.types.is_large_string(kind):
        return numpy_values(pc.utf8_length(valid)).astype(np.int64)
    if pa.types.is_binary(kind) or pa.types.is_large_binary(kind):
        return numpy_values(pc.binary_length(valid)).astype(np.int64)
    if pa.types.is_list(kind) or pa.types.is_large_list(kind):
        return numpy_values(pc.list_value_length(valid)).astype(np.int64)
    return None
