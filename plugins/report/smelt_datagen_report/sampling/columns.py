"""The columns of a dataset at some rows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import attrs
import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc
from smelt_datagen.arrays import decoded

if TYPE_CHECKING:
    from smelt_datagen.plugin import Dataset, Rows

_BLOCK = 32_768


@attrs.frozen(eq=False)
class Followed:
    """Where a column that refers to rows of another dataset leads."""

    target: Dataset
    rows: npt.NDArray[np.uint64]
    """The target's row of every row that has one."""
    missing: int
    """How many rows have a key that the target's row has not, or a row that is not there."""


@attrs.frozen(eq=False)
class Sampled:
    """A column at the rows that are looked at."""

    name: str
    array: pa.Array
    """The values, not encoded by a dictionary; dates and times as such."""
    followed: Followed | None


def sampled(
    dataset: Dataset, names: Sequence[str], index: npt.NDArray[np.uint64]
) -> Iterator[Sampled]:
    """Yield columns of a dataset at the rows `index`, each evaluated as a run would."""
    starts = range(0, max(len(index), 1), _BLOCK)
    blocks = [dataset.rows(index[start : start + _BLOCK]) for start in starts]
    columns = {
        name: ([rows.column(name) for rows in blocks], _followed(dataset, name, blocks))
        for name in names
    }
    for name, (arrays, followed) in columns.items():
        kind = dataset.members[name].column.type
        whole = pa.concat_arrays([decoded(array, kind.data_type) for array in arrays])
        yield Sampled(name, whole, followed)


def _followed(dataset: Dataset, name: str, blocks: Sequence[Rows]) -> Followed | None:
    reference = dataset.members[name].column.reference
    if reference is None:
        return None
    found, missing = [], 0
    for rows in blocks:
        targets = rows.follow(name)
        keys = targets.column(reference.key)
        has_row = pc.is_valid(rows.column(name))
        chosen = np.asarray(has_row)
        index = targets.rows.index[chosen]
        found.append(index)
        missing += int((index >= np.uint64(reference.target.row_count)).sum())
        missing += _different(rows.column(name).filter(has_row), keys.filter(has_row))
    return Followed(reference.target, np.concatenate(found), missing)


def _different(values: pa.Array, keys: pa.Array) -> int:
    """Return how many values are not the keys beside them."""
    one, other = (
        decoded(array, array.type.value_type) if pa.types.is_dictionary(array.type) else array
        for array in (values, keys)
    )
    if not one.type.equals(other.type):
        other = pc.cast(other, one.type, safe=False)
    if pa.types.is_nested(one.type):
        return 0 if one.equals(other) else len(one)
    same = pc.fill_null(pc.equal(one, other), False)  # noqa: FBT003 (what a null becomes)
    return len(one) - int(pc.sum(same).as_py() or 0)
