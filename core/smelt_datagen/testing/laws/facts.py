"""What two processes must agree on: values, and what the column declares."""

from __future__ import annotations

from typing import Any

from smelt_datagen.testing.digests import digest
from smelt_datagen.testing.subject import COLUMN, Subject, blocks_of, values

FIRST_ROWS = 1000


def facts_of(subject: Subject) -> dict[str, Any]:
    """Return plain values that `ast.literal_eval` reads back: each fact under what it is called."""
    planned = subject.plan()
    column = planned.dataset.members[COLUMN].column
    dictionary = None if column.type.dictionary is None else column.type.dictionary.to_pylist()
    count = min(FIRST_ROWS, subject.rows)
    facts: dict[str, Any] = {
        f"row {row}": repr(value)
        for row, value in enumerate(values(planned, range(count)).to_pylist())
    }
    for name in ("data_type", "nullable", "bounds", "format"):
        facts[name] = repr(getattr(column.type, name))
    facts["the dictionary"] = repr(dictionary)
    for rows in blocks_of(subject.rows):
        name = f"the digest of rows {rows.start} to {rows.stop - 1}"
        facts[name] = digest(values(planned, rows))
    return facts
