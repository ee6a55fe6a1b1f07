"""Seeded: seed, dataset and column make a difference; and nothing else does, when asked again."""

from __future__ import annotations

from collections.abc import Collection
from typing import Literal, TypeAlias

from smelt_datagen.testing.law import LawBroken, shown
from smelt_datagen.testing.laws.row_pure import first_difference
from smelt_datagen.testing.subject import COLUMN, SEED, Subject, blocks_of, values

SEEDED, REPEATABLE = "seeded", "repeatable"
_SEVERAL = 1000
_ANOTHER = "another"

Part: TypeAlias = Literal["seed", "dataset", "column"]
"""What the values of a column depend on besides the row."""


def repeatable(subject: Subject) -> None:
    """Check that values are the same when they are asked for, or planned, again."""
    rows = range(min(_SEVERAL, subject.rows))
    planned = subject.plan()
    first = values(planned, rows)
    for how, again in (("asked again", planned), ("planned again", subject.plan())):
        found = values(again, rows)
        place = first_difference(found, first)
        if place is not None:
            one, other = shown(found[place].as_py()), shown(first[place].as_py())
            raise LawBroken(REPEATABLE, f"{how}, row {place} has {one}; before, it had {other}")


def alone(subject: Subject) -> None:
    """Check that a column in front of it changes no value of a column."""
    rows = range(min(_SEVERAL, subject.rows))
    before = values(subject.plan(), rows)
    after = values(subject.plan(in_front=True), rows)
    place = first_difference(after, before)
    if place is not None:
        one, other = shown(after[place].as_py()), shown(before[place].as_py())
        what = f"with another column in front, row {place} has {one}; without, it has {other}"
        raise LawBroken(REPEATABLE, what)


def seeded(subject: Subject, independent_of: Collection[Part]) -> None:
    """Check that another seed, dataset or column gives other values, or not, if so declared."""
    if unknown := set(independent_of) - {"seed", "dataset", "column"}:
        raise ValueError(f"independent_of has no {', '.join(map(repr, sorted(unknown)))}")
    base = subject.plan()
    others = {
        "seed": (subject.plan(seed=SEED + 1), COLUMN),
        "dataset": (subject.plan(dataset=_ANOTHER), COLUMN),
        "column": (subject.plan(column=_ANOTHER), _ANOTHER),
    }
    for part, (planned, column) in others.items():
        is_same = all(
            first_difference(values(planned, rows, column), values(base, rows)) is None
            for rows in blocks_of(subject.rows)
        )
        if is_same and part not in independent_of:
            raise LawBroken(
                SEEDED,
                f"another {part} gives the same {subject.rows} values; if that is meant, say "
                f'independent_of={{"{part}"}}',
            )
        if not is_same and part in independent_of:
            raise LawBroken(SEEDED, f"said to be independent of the {part}, but is not")
