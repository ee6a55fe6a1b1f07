"""Seeded: seed, dataset and column make a difference."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from unittest import mock

from smelt_datagen.planning.plan import DatasetPlan
from smelt_datagen.protocol.generator import Part
from smelt_datagen.randomness.streams import Stream, UInt64Array
from smelt_datagen.reference.examples import mapping
from smelt_datagen.testing.law import LawBroken
from smelt_datagen.testing.laws.row_pure import first_difference
from smelt_datagen.testing.subject import COLUMN, SEED, Subject, blocks_of, values

LAW = "seeded"
PARTS: tuple[Part, ...] = ("seed", "dataset", "column")
_ANOTHER = "another"
_SEVERAL = 1000
_RARE = 0.01
"""The share of values that may differ from the most frequent one, where it is the rest that is
drawn."""


def as_meant(subject: Subject) -> None:
    """Check what was said, or else what the class declares, of which its example is held to."""
    declaration = subject.cls.declaration
    if subject.independent_of is not None:
        seeded(subject, subject.independent_of)
    elif mapping(declaration.example, "the example") == subject.spec:
        seeded(subject, declaration.independent_of)
    else:
        seeded(subject, (), may_be=declaration.independent_of)


def seeded(
    subject: Subject, independent_of: Collection[Part], *, may_be: Collection[Part] = ()
) -> None:
    """Check that another seed, dataset or column gives other values, or not, if so declared.

    Of the parts in `may_be`, values may be independent or not.
    """
    base = subject.plan()
    others = {
        "seed": (subject.plan(seed=SEED + 1), COLUMN),
        "dataset": (subject.plan(dataset=_ANOTHER), COLUMN),
        "column": (subject.plan(column=_ANOTHER), _ANOTHER),
    }
    for part in subject.budget.each(LAW, PARTS, "parts"):
        if part in may_be:
            continue
        planned, column = others[part]
        is_same = all(
            first_difference(values(planned, rows, column), values(base, rows)) is None
            for rows in blocks_of(subject.rows)
        )
        if is_same and part not in independent_of and not _is_rare(base, planned, column):
            raise LawBroken(
                LAW,
                f"another {part} gives the same {subject.rows} values; if that is meant, say "
                f'independent_of={{"{part}"}}',
            )
        if not is_same and part in independent_of:
            raise LawBroken(LAW, f"said to be independent of the {part}, but is not")


def _is_rare(base: DatasetPlan, planned: DatasetPlan, column: str) -> bool:
    """Whether nearly all values are one, and what is drawn for the others is not the same."""
    rows = range(min(_SEVERAL, base.row_count))
    with _streams_used() as here:
        counts = Counter(map(repr, values(base, rows).to_pylist()))
    with _streams_used() as there:
        values(planned, rows, column)
    return len(rows) - max(counts.values()) <= _RARE * len(rows) and here != there


@contextmanager
def _streams_used() -> Iterator[set[int]]:
    """Yield the keys of the streams that are drawn from inside."""
    keys: set[int] = set()
    numbers = Stream.numbers

    def noting(self: Stream, row_counters: UInt64Array) -> UInt64Array:
        keys.add(self.key)
        return numbers(self, row_counters)

    with mock.patch.object(Stream, "numbers", noting):
        yield keys
