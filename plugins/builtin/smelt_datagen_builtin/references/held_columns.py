"""Columns of a target that are made once, whole, while the plan is made."""

from __future__ import annotations

import pyarrow as pa
from smelt_datagen.arrays import decoded
from smelt_datagen.plugin import Dataset, Scope

LARGEST = 2**27
"""Most rows of a target of which an array is held: a gigabyte at 8 bytes a row."""

_BLOCK = 1 << 15


def refuse_too_many(scope: Scope, target: Dataset, *path: str) -> None:
    """Fail at `path` if the target has more rows than an array is held of."""
    if target.row_count > LARGEST:
        limit = f"a column of at most {LARGEST:,} rows can be held"
        scope.fail(f"{limit}, but dataset '{target.name}' has {target.row_count:,}", *path)


def whole_column(scope: Scope, target: Dataset, name: str, *path: str) -> pa.Array:
    """Return a column of the target, which was asked for, at all its rows, without a dictionary.

    Fails at `path` if there are too many to hold.
    """
    refuse_too_many(scope, target, *path)
    count = target.row_count
    kind = scope.column_of(target, name, *path).type.data_type
    blocks = [
        decoded(target.range(low, min(low + _BLOCK, count)).column(name), kind)
        for low in range(0, count, _BLOCK)
    ]
    return pa.concat_arrays(blocks)
