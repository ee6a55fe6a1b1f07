"""Row-pure: a value depends on its row, and not on the rows that are asked for with it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pyarrow as pa

from smelt_datagen.arrays.conversion import arrow_array, take
from smelt_datagen.testing.law import LawBroken, shown
from smelt_datagen.testing.subject import BLOCK_ROWS, Subject, blocks_of, values

LAW = "row-pure"
_SEVERAL = 2000
_BLOCK_SIZES = (1, 7, 1000, BLOCK_ROWS)
_THREADS = 4


def any_rows(subject: Subject) -> None:
    """Check that any rows, in any order, have the values that all rows together have."""
    planned = subject.plan()
    count = min(_SEVERAL, planned.row_count)
    whole = values(planned, range(count))

    def deviates(rows: Sequence[int]) -> bool:
        return first_difference(values(planned, rows), _at(whole, rows)) is not None

    for rows in subject.budget.each(LAW, list(_row_sets(count)), "sets of rows"):
        if deviates(rows):
            smallest = _shrunk(rows, deviates)
            found, wanted = values(planned, smallest), _at(whole, smallest)
            place = first_difference(found, wanted) or 0
            raise LawBroken(
                LAW,
                f"rows {list(smallest)} give {shown(found[place].as_py())} at row "
                f"{smallest[place]}, rows 0 to {count - 1} give {shown(wanted[place].as_py())}",
            )


def any_block_size(subject: Subject) -> None:
    """Check that the size of blocks does not matter."""
    planned = subject.plan()
    whole = values(planned, range(planned.row_count))
    for size in subject.budget.each(LAW, _BLOCK_SIZES, "block sizes"):
        planned = subject.plan()  # anew: tables that are built on first use may differ too
        count = min(planned.row_count, 200 * size)
        parts = [values(planned, rows) for rows in blocks_of(count, size)]
        _compare(pa.concat_arrays(parts), whole, f"in blocks of {size} rows")


def any_workers(subject: Subject) -> None:
    """Check that blocks made on several threads at once are those of one thread."""
    planned = subject.plan()
    count = planned.row_count
    whole = values(subject.plan(), range(count))
    with ThreadPoolExecutor(_THREADS) as pool:
        parts = list(pool.map(lambda rows: values(planned, rows), blocks_of(count, _SEVERAL // 10)))
    _compare(pa.concat_arrays(parts), whole, f"on {_THREADS} threads")


def first_difference(found: pa.Array, wanted: pa.Array) -> int | None:
    """Return the first position at which two arrays of values differ, None if there is none."""
    if found.equals(wanted):
        return None
    pairs = zip(found.to_pylist(), wanted.to_pylist(), strict=True)
    # by their spelling, so that one NaN equals another
    return next((i for i, (one, two) in enumerate(pairs) if repr(one) != repr(two)), None)


def _compare(found: pa.Array, whole: pa.Array, how: str) -> None:
    place = first_difference(found, whole.slice(0, len(found)))
    if place is not None:
        one, other = shown(found[place].as_py()), shown(whole[place].as_py())
        raise LawBroken(LAW, f"{how}, row {place} has {one}; in one block it has {other}")


def _row_sets(count: int) -> Iterator[Sequence[int]]:
    """Yield rows to ask for, few ones first."""
    last, middle = count - 1, count // 2
    yield from ([], [0], [last], [middle])
    yield from ([0, 0], [last, 0], [middle, last])
    yield from (range(1, min(9, count)), range(middle, count), range(last, -1, -1))
    order = np.random.Generator(np.random.PCG64(7)).permutation(count).tolist()
    yield from (order[::3], order, [*order[:50], *order[:50]])


def _shrunk(rows: Sequence[int], breaks: Callable[[Sequence[int]], bool]) -> Sequence[int]:
    """Return fewer of `rows` with which it still breaks (after Zeller 1999, delta debugging)."""
    pieces = 2
    while pieces <= len(rows):
        size = -(-len(rows) // pieces)
        without = ([*rows[:at], *rows[at + size :]] for at in range(0, len(rows), size))
        smaller = next((fewer for fewer in without if fewer and breaks(fewer)), None)
        if smaller is None:
            pieces *= 2
        else:
            rows, pieces = smaller, max(pieces - 1, 2)
    return rows


def _at(whole: pa.Array, rows: Sequence[int]) -> pa.Array:
    return take(whole, arrow_array(np.array(rows, dtype=np.int64)))
