"""Plans as HTML, for notebooks: datasets, columns and first rows. Every text is escaped."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape
from typing import TYPE_CHECKING

from smelt_datagen.arrays.conversion import decoded
from smelt_datagen.arrays.python_values import python_values
from smelt_datagen.messages import printable

if TYPE_CHECKING:
    from smelt_datagen.planning.plan import DatasetPlan, Plan

_ROWS = 5
_LONGEST = 60
_MOST_COLUMNS = 20
_MOST_DATASETS = 10
"""Of which rows are made; all are listed."""


def plan_html(plan: Plan) -> str:
    """Return a table of the datasets, and the first rows of each behind a fold."""
    heads = ("dataset", "rows", "columns", "files", "folder")
    lines = [
        (one.name, f"{one.row_count:,}", len(one.table_columns), f"{len(one.parts):,}", one.folder)
        for one in plan.datasets
    ]
    folds = "".join(
        f"<details><summary>{_text(one.name)}</summary>{dataset_html(one)}</details>"
        for one in plan.datasets[:_MOST_DATASETS]
    )
    return f"<div>{_table(heads, lines)}{folds}</div>"


def dataset_html(plan: DatasetPlan) -> str:
    """Return a table of the first rows, under names and types of their columns."""
    names = plan.table_columns[:_MOST_COLUMNS]
    count = min(_ROWS, plan.row_count)
    rows = plan.bound.range(0, count)
    columns = []
    for field in list(plan.schema)[: len(names)]:
        array = plan.as_written(field.name, rows.column(field.name))
        columns.append(python_values(decoded(array, field.type)))
    heads = [f"{field.name}\n{field.type}" for field in list(plan.schema)[: len(names)]]
    left = len(plan.table_columns) - len(names)
    note = f"; {left:,} more columns" if left else ""
    caption = f"{plan.name}: rows 0 to {count:,} of {plan.row_count:,}{note}"
    return f"<p>{_text(caption)}</p>{_table(heads, zip(*columns, strict=True))}"


def _table(heads: Iterable[str], rows: Iterable[Iterable[object]]) -> str:
    head = "".join(_head(one) for one in heads)
    body = "".join(f"<tr>{''.join(_cells(row))}</tr>" for row in rows)
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def _head(text: str) -> str:
    name, *types = text.split("\n")
    return f"<th>{_text(name)}{''.join(f'<br><small>{_text(one)}</small>' for one in types)}</th>"


def _cells(row: Iterable[object]) -> Iterator[str]:
    for value in row:
        yield f"<td>{'<i>null</i>' if value is None else _text(str(value))}</td>"


def _text(text: str) -> str:
    shown = printable(text)
    return escape(shown if len(shown) <= _LONGEST else f"{shown[: _LONGEST - 1]}…")
