"""Large: row numbers are kept whole, up to the largest that a dataset can have."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from unittest import mock

import attrs
import numpy as np
import pyarrow as pa

from smelt_datagen.errors import ConfigError
from smelt_datagen.planning.plan import DatasetPlan
from smelt_datagen.planning.row_counts import LARGEST_COUNT
from smelt_datagen.randomness import streams
from smelt_datagen.randomness.streams import UInt64Array
from smelt_datagen.testing.law import LawBroken, shown
from smelt_datagen.testing.laws.row_pure import first_difference
from smelt_datagen.testing.laws.typed import check_values
from smelt_datagen.testing.subject import COLUMN, Subject, values

LAW = "large"
_SEVERAL = 2000
"""Of which a float64 tells apart two or three at row 2^62."""
_COUNTS = (LARGEST_COUNT, 1 << 48, 1 << 33)
"""Numbers of rows to try; a generator may refuse a number through `scope.fail`."""


def rows_are_kept_whole(subject: Subject) -> None:
    """Check values at rows far behind those that other laws look at."""
    planned = _largest(subject)
    if planned is None:
        return
    edges = (1 << 31, 1 << 32, 1 << 53, 1 << 62, planned.row_count - 1)
    rows = [row for edge in edges for row in (edge - 1, edge) if row < planned.row_count]
    check_values(planned.bound.members[COLUMN].column, values(planned, rows), rows)
    with _draws_repeated():
        near, half = _at(planned, 0), _at(planned, 1 << 31)
        if first_difference(near, half) is not None:
            _check_cut(near, _at(planned, 1 << 32))
        start = 1 << planned.row_count.bit_length() - 1
        _check_apart(near, _at(planned, start), start)


def _check_cut(near: pa.Array, far: pa.Array) -> None:
    """Check that values which differ 2^31 rows further on also do so 2^32 rows further on."""
    if first_difference(near, far) is None:
        raise LawBroken(
            LAW,
            f"row {1 << 32} has {shown(far[0].as_py())} like row 0, and so on, but row {1 << 31} "
            "has not: it looks as if row numbers were cut to 32 bits",
        )


def _check_apart(near: pa.Array, far: pa.Array, start: int) -> None:
    """Check that values which tell rows apart, and are no fractions, do so everywhere."""
    if pa.types.is_floating(near.type) or len(_different(near)) < _SEVERAL:
        return
    found = _different(far)
    if 1 < len(found) < _SEVERAL:
        seen: dict[str, int] = {}
        for row, value in enumerate(map(repr, far.to_pylist()), start):
            if (first := seen.setdefault(value, row)) != row:
                raise LawBroken(
                    LAW,
                    f"rows {first} and {row} both have {value}, while rows 0 to {_SEVERAL - 1} all "
                    "differ: it looks as if row numbers became float64, which has 53 bits",
                )


def _different(array: pa.Array) -> set[str]:
    return set(map(repr, array.to_pylist()))


def _largest(subject: Subject) -> DatasetPlan | None:
    """Return the plan of the largest dataset that the generator takes, if there is one."""
    for count in _COUNTS:
        try:
            return attrs.evolve(subject, rows=count).plan()
        except ConfigError:
            continue
    return None


def _at(planned: DatasetPlan, start: int) -> pa.Array:
    rows: Sequence[int] = range(start, min(start + _SEVERAL, planned.row_count))
    return values(planned, rows)


@contextmanager
def _draws_repeated() -> Iterator[None]:
    """Let all draws repeat after 2^31 rows, so that it shows what a row number itself does."""
    counters = streams.counters

    def repeated(rows: UInt64Array) -> UInt64Array:
        return counters(rows & np.uint64((1 << 31) - 1))

    with mock.patch.object(streams, "counters", repeated):
        yield
