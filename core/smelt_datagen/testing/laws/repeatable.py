"""Repeatable, in one process: nothing that was asked for before makes a difference."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np
import pyarrow as pa

from smelt_datagen.planning.plan import DatasetPlan
from smelt_datagen.protocol.dataset import Rows
from smelt_datagen.testing.law import LawBroken, shown
from smelt_datagen.testing.laws.row_pure import first_difference
from smelt_datagen.testing.subject import COLUMN, SEED, Subject, values

LAW = "repeatable"
_SEVERAL = 1000
_IN_FRONT = "in front"


def repeatable(subject: Subject) -> None:
    """Check that values are the same when they are asked for, or planned, again."""
    rows = range(min(_SEVERAL, subject.rows))
    planned = subject.plan()
    first = values(planned, rows)
    for how, again in (("asked again", planned), ("planned again", subject.plan())):
        _same(values(again, rows), first, how, "before, it had")


def after_another_seed(subject: Subject) -> None:
    """Check that values of another seed, made in between, change nothing."""
    rows = range(min(_SEVERAL, subject.rows))
    planned = subject.plan()
    first = values(planned, rows)
    values(subject.plan(seed=SEED + 1), rows)
    for again in (planned, subject.plan()):
        _same(values(again, rows), first, "after another seed", "before, it had")


def alone(subject: Subject) -> None:
    """Check that a column in front of it changes no value of a column."""
    rows = range(min(_SEVERAL, subject.rows))
    before = values(subject.plan(), rows)
    after = values(subject.plan(in_front={_IN_FRONT: subject.spec}), rows)
    _same(after, before, "with another column in front", "without, it has")


def in_any_order(subject: Subject) -> None:
    """Check that the order in which a dataset's columns are asked for changes no value."""
    beside_column(subject, subject.spec, "the same", min(_SEVERAL, subject.rows))


def beside_column(subject: Subject, other: Mapping[str, Any], which: str, count: int) -> None:
    """Check the columns of a dataset in two orders, with one of the generator `other`."""
    planned = subject.plan(in_front={_IN_FRONT: other})
    names = list(planned.bound.members)
    index = np.arange(count, dtype=np.uint64)
    forwards = _in_order(planned, index, names)
    backwards = _in_order(planned, index, reversed(names))
    for name in (_IN_FRONT, COLUMN):
        how = f"two columns of {which} parameters, asked for in another order: '{name}'"
        _same(backwards[name], forwards[name], how, "in the first order, it has")


def _in_order(
    planned: DatasetPlan, index: np.ndarray[Any, Any], names: Iterable[str]
) -> dict[str, pa.Array]:
    rows = Rows(planned.bound, index)
    return {name: rows.column(name) for name in names}


def _same(found: pa.Array, wanted: pa.Array, how: str, other_way: str) -> None:
    place = first_difference(found, wanted)
    if place is not None:
        one, other = shown(found[place].as_py()), shown(wanted[place].as_py())
        raise LawBroken(LAW, f"{how}, row {place} has {one}; {other_way} {other}")
