"""What two processes must agree on: values, and what the column declares."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from smelt_datagen.testing.digests import digest
from smelt_datagen.testing.subject import COLUMN, Subject, blocks_of, values
from smelt_datagen.testing.surroundings import COUNT, Surroundings

FIRST_ROWS = 1000
_FEW_ROWS = 200


def facts_of(subject: Subject) -> dict[str, Any]:
    """Return plain values that `ast.literal_eval` reads back: each fact under what it is called."""
    planned = subject.plan()
    kind = planned.bound.members[COLUMN].column.type
    dictionary = None if kind.dictionary is None else kind.dictionary.to_pylist()
    count = min(FIRST_ROWS, subject.rows)
    facts: dict[str, Any] = {
        f"row {row}": repr(value)
        for row, value in enumerate(values(planned, range(count)).to_pylist())
    }
    for name in ("data_type", "nullable", "bounds", "format"):
        facts[name] = repr(getattr(kind, name))
    facts["the dictionary"] = repr(dictionary)
    for rows in blocks_of(subject.rows):
        name = f"the digest of rows {rows.start} to {rows.stop - 1}"
        facts[name] = digest(values(planned, rows))
    return facts


def first_disagreement(
    here: Mapping[str, Any], there: Mapping[str, Any]
) -> tuple[str, Any, Any] | None:
    """Return the first fact that differs, what it is in the one and in the other."""
    differing = ((what, fact, there[what]) for what, fact in here.items() if there[what] != fact)
    return next(differing, None)


def moved_facts(subject: Subject, surroundings: Surroundings) -> tuple[str, str, str] | None:
    """Return a row whose value changes with the surroundings of a process, and two values."""
    rows = range(min(_FEW_ROWS, subject.rows))
    first = _spelled(subject, rows)
    for number in range(1, COUNT):
        surroundings.move(number)
        for row, (one, other) in enumerate(zip(first, _spelled(subject, rows), strict=True)):
            if one != other:
                return f"row {row}", one, other
    return None


def _spelled(subject: Subject, rows: range) -> list[str]:
    return list(map(repr, values(subject.plan(), rows).to_pylist()))
