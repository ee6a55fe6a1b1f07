"""A dataset that is written down row by row: what stands under its key `rows`."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

import attrs

from smelt_datagen.errors import Path, Problem, Step
from smelt_datagen.messages import expected, quote, spell_key

_NUMBER = "a number"
_KINDS = {str: "a string", bool: "true or false", int: _NUMBER, float: _NUMBER}
"""What a value is called; all of a column are of one kind."""


def _is_storable(value: float) -> bool:
    return math.isfinite(value) if isinstance(value, float) else -(2**63) <= value < 2**63


@attrs.define
class SmallTable:
    """Reads the rows of one dataset, and notes what is wrong with them."""

    path: Path
    """Of the dataset."""
    problems: list[Problem] = attrs.field(factory=list)

    def read(self, written: Mapping[Any, Any]) -> Mapping[Any, Any]:
        """Return the dataset with `num_rows`, `columns` and `rows` as one that has generators.

        `rows` holds the values column by column: None, or all strings, all numbers, or all true
        and false.
        """
        rows = written["rows"]
        if not isinstance(rows, list) or not rows:
            self._report(expected("a list with at least one row", rows))
            rows = []
        for key in ("num_rows", "scale"):
            if key in written:
                self._note((key,), "cannot stand beside 'rows', which are as many as they are")
        columns = self._columns(written.get("columns"), rows)
        names = [column.get("name") for column in columns]
        if not names:  # which was said; a stand-in lets the rest of the dataset be checked
            return {**written, "num_rows": 1, "columns": [{"name": "value"}], "rows": [[None]]}
        lines = [self._line(number, row, names) for number, row in enumerate(rows)]
        values = [
            self._column(
                name, [line[place] for line in lines], is_typed="data_type" in columns[place]
            )
            for place, name in enumerate(names)
        ]
        return {**written, "num_rows": len(rows) or 1, "columns": columns, "rows": values}

    def _columns(self, written: Any, rows: Sequence[Any]) -> list[Mapping[Any, Any]]:
        """Return the columns: those that are listed, else the keys of the first row."""
        if isinstance(written, list):
            for number, column in enumerate(written):
                for key in ("generator", "null_fraction", "order", "exact", "correlate"):
                    if isinstance(column, Mapping) and key in column:
                        words = "cannot stand beside 'rows', which hold all values"
                        self._note(("columns", number, key), words)
            return [column if isinstance(column, Mapping) else {} for column in written]
        first = rows[0] if rows else {}
        if not isinstance(first, Mapping):
            self._note(("rows", 0), "rows that are lists need 'columns', which name their values")
            return []
        return [{"name": key} for key in first]

    def _line(self, number: int, row: Any, names: Sequence[Any]) -> Sequence[Any]:
        """Return the values of a row in the order of the columns; None where it is wrong."""
        nothing = [None] * len(names)
        if isinstance(row, Mapping):
            for key in row:
                if key not in names:
                    self._note(("rows", number, key), f"there is no column '{spell_key(key)}'")
            missing = [name for name in names if name not in row]
            if missing:
                listed = ", ".join(f"'{name}'" for name in missing)
                self._note(("rows", number), f"has no value for {listed}; null stands for none")
            return [row.get(name) for name in names]
        if not isinstance(row, list):
            self._note(("rows", number), expected("a row: a mapping or a list", row))
            return nothing
        if len(row) != len(names):
            found = f"must have {len(names)} values, as there are columns (has {len(row)})"
            self._note(("rows", number), found)
            return nothing
        return row

    def _column(self, name: Any, values: Sequence[Any], *, is_typed: bool) -> Sequence[Any]:
        """Return the values of a column, all null if they are not of one kind.

        Without a value, only a column that `is_typed` has a type.
        """
        kind = None
        for number, value in enumerate(values):
            if value is None:
                continue
            found = _KINDS.get(type(value))
            if found is None:
                self._note(("rows", number), f"'{name}' is no value but {quote(value)}")
            elif found == _NUMBER and not _is_storable(value):
                words = f"'{name}' is {quote(value)}, which is no number of 64 bits"
                self._note(("rows", number), words)
            elif kind not in (None, found):
                words = f"'{name}' is {found}, {quote(value)}, and {kind} in a row before"
                self._note(("rows", number), f"{words}: a column has one type")
            kind = kind or found
        if values and kind is None and not is_typed and not self.problems:
            words = (
                f"'{name}' is null in all rows, so it has no type: give the column a 'data_type'"
            )
            self._note(("rows",), words)
        return [None] * len(values) if self.problems else values

    def _report(self, message: str) -> None:
        self._note(("rows",), message)

    def _note(self, place: tuple[Step, ...], message: str) -> None:
        self.problems.append(Problem((*self.path, *place), message))
