"""What an edit of a config changes: two plans compared by slices of their rows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Literal, TypeAlias

import attrs
import numpy as np
import pyarrow as pa

from smelt_datagen.arrays.conversion import decoded
from smelt_datagen.arrays.differences import differing
from smelt_datagen.execution.blocks import blocks
from smelt_datagen.execution.row_width import block_rows
from smelt_datagen.planning.plan import DatasetPlan, Plan

Change: TypeAlias = Literal["added", "removed", "changed"]

MOST_ROWS = 100_000
"""Up to so many rows of a dataset, all are compared; of a larger one, slices of as many."""

_SLICES = 32


@attrs.frozen
class ColumnChange:
    """What became of a column: in `differing` of the `compared` rows it has another value."""

    change: Change
    types: tuple[str | None, str | None]
    """The Arrow types before and after; None where there is no such column."""
    compared: int = 0
    differing: int = 0


@attrs.frozen
class DatasetChange:
    """What became of a dataset: its primary rows before and after, 0 for none, and its columns."""

    rows: tuple[int, int]
    compared: int
    columns: Mapping[str, ColumnChange]

    @property
    def is_any(self) -> bool:
        """Whether anything is another."""
        return self.rows[0] != self.rows[1] or bool(self.columns)


def compare(old: Plan, new: Plan) -> Mapping[str, DatasetChange]:
    """Return by name what became of each selected dataset of either plan, changed or not.

    Rows of the same number are compared, as they are written, without those that only one plan
    has. A column of another type differs in all rows. Nothing is written.
    """
    before = {dataset.name: dataset for dataset in old.selected}
    after = {dataset.name: dataset for dataset in new.selected}
    return {
        name: _dataset(before.get(name), after.get(name))
        for name in dict.fromkeys([*before, *after])
    }


def _dataset(old: DatasetPlan | None, new: DatasetPlan | None) -> DatasetChange:
    rows = (old.row_count if old else 0, new.row_count if new else 0)
    one, other = _types(old), _types(new)
    columns = {
        **{name: ColumnChange("removed", (one[name], None)) for name in one if name not in other},
        **{name: ColumnChange("added", (None, other[name])) for name in other if name not in one},
    }
    if old is None or new is None:
        return DatasetChange(rows, 0, columns)
    common = [name for name in other if name in one]
    compared, differs = 0, dict.fromkeys(common, 0)
    for start, stop in slices(min(rows)):
        compared += stop - start
        for name, count in _differing(old, new, common, start, stop):
            differs[name] += count
    for name in common:
        if differs[name] or one[name] != other[name]:
            types = (one[name], other[name])
            columns[name] = ColumnChange("changed", types, compared, differs[name])
    return DatasetChange(rows, compared, columns)


def _types(plan: DatasetPlan | None) -> dict[str, str]:
    return {} if plan is None else {field.name: str(field.type) for field in plan.schema}


def slices(row_count: int) -> Iterator[tuple[int, int]]:
    """Yield ranges of rows to compare: the whole, or slices spread evenly, the ends among them."""
    if row_count <= MOST_ROWS:
        yield 0, row_count
        return
    length = MOST_ROWS // _SLICES
    for number in range(_SLICES):
        start = (row_count - length) * number // (_SLICES - 1)
        yield start, start + length


def _differing(
    old: DatasetPlan, new: DatasetPlan, names: list[str], start: int, stop: int
) -> Iterator[tuple[str, int]]:
    size = min(block_rows(old), block_rows(new))
    made = (blocks(plan, names, start, stop, size) for plan in (old, new))
    pairs = zip(*made, strict=True)
    for before, after in pairs:
        for name, one, other in zip(names, before, after, strict=True):
            left, right = _plain(one, old, name), _plain(other, new, name)
            if not left.type.equals(right.type):
                yield name, len(left)
            elif not left.equals(right):
                yield name, int(np.count_nonzero(differing(left, right)))


def _plain(array: pa.Array, plan: DatasetPlan, name: str) -> pa.Array:
    return decoded(array, plan.written_type(name).data_type)
