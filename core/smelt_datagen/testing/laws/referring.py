"""Referring: the values of a column that has a reference are those at the rows it leads to."""

from __future__ import annotations

import numpy as np

from smelt_datagen.arrays.conversion import decoded
from smelt_datagen.errors import RowsError
from smelt_datagen.protocol.dataset import Rows
from smelt_datagen.protocol.reference import Targets
from smelt_datagen.randomness.streams import UInt64Array
from smelt_datagen.testing.law import LawBroken, shown
from smelt_datagen.testing.laws.row_pure import first_difference
from smelt_datagen.testing.subject import COLUMN, Subject

LAW = "referring"
_SEVERAL = 1000


def follows_its_reference(subject: Subject) -> None:
    """Check values against the target's rows, if the column says that it refers to any."""
    planned = subject.plan()
    column = planned.bound.members[COLUMN].column
    if column.reference is None:
        return
    count = min(_SEVERAL, planned.row_count)
    everything = np.arange(count, dtype=np.uint64)
    try:
        whole = Rows(planned.bound, everything).follow(COLUMN)
    except RowsError as error:
        raise LawBroken(LAW, f"its reference leads to {error}") from error
    for index in (everything, everything[::-1], everything[count // 2 :], everything[:0]):
        rows = Rows(planned.bound, index.copy())
        targets = rows.follow(COLUMN)
        _check_rows(targets, index, whole)
        wanted = targets.column(column.reference.key)
        found = rows.column(COLUMN)
        plain = column.type.data_type
        place = first_difference(decoded(found, plain), decoded(wanted, plain))
        if place is not None:
            raise LawBroken(
                LAW,
                f"row {index[place]} has {shown(found[place].as_py())}, but its reference leads to "
                f"row {targets.rows.index[place]} of '{targets.rows.dataset.name}', which has "
                f"{shown(wanted[place].as_py())}",
            )


def _check_rows(targets: Targets, index: UInt64Array, whole: Targets) -> None:
    """Check that each row leads to one row that there is, whatever it is asked for with."""
    count = targets.rows.dataset.row_count
    if len(targets.rows) != len(index):
        raise LawBroken(LAW, f"{len(index)} rows lead to {len(targets.rows)}")
    once = _numbers(whole)
    for row, target, before in zip(
        index.tolist(), _numbers(targets), (once[row] for row in index), strict=True
    ):
        if target is not None and target >= count:
            raise LawBroken(LAW, f"row {row} leads to row {target}; there are {count}")
        if target != before:
            raise LawBroken(
                LAW, f"row {row} leads to row {target}; asked for with others, to row {before}"
            )


def _numbers(targets: Targets) -> list[int | None]:
    """Return the number of each target row, None where there is none."""
    numbers: list[int] = targets.rows.index.tolist()
    if targets.valid is None:
        return list(numbers)
    return [row if valid else None for row, valid in zip(numbers, targets.valid, strict=True)]
