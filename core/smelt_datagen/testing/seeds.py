"""Seeded: seed, dataset and column make a difference; and nothing else does, when asked again."""

from __future__ import annotations

from collections.abc import Collection
from typing import Literal, TypeAlias

from smelt_datagen.testing.law import LawBroken, shown
from smelt_datagen.testing.rows import first_difference
from smelt_datagen.testing.subject import SEED, Subject, values

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


def seeded(subject: Subject, independent_of: Collection[Part]) -> None:
    """Check that another seed, dataset or column gives other values, or not, if so declared."""
    rows = range(min(_SEVERAL, subject.rows))
    base = values(subject.plan(), rows)
    others = {
        "seed": values(subject.plan(seed=SEED + 1), rows),
        "dataset": values(subject.plan(dataset=_ANOTHER), rows),
        "column": values(subject.plan(column=_ANOTHER), rows, _ANOTHER),
    }
    for part, found in others.items():
        is_same = first_difference(found, base) is None
        if is_same and part not in independent_of:
            raise LawBroken(
                SEEDED,
                f"another {part} gives the same {len(rows)} values; if that is meant, say "
                f'independent_of={{"{part}"}}',
            )
        if not is_same and part in independent_of:
            raise LawBroken(SEEDED, f"said to be independent of the {part}, but is not")
