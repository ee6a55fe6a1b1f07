"""The rows of a dataset that a preview shows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import attrs
import click
import numpy as np
import pyarrow as pa

from smelt_datagen.arrays.conversion import decoded
from smelt_datagen.cli.where import MOST_ROWS, matching
from smelt_datagen.execution.blocks import to_reader
from smelt_datagen.messages import near_names
from smelt_datagen.planning.plan import DatasetPlan


@attrs.frozen
class ShownRows:
    """Rows of a dataset: a range, or those for which a condition holds."""

    dataset: DatasetPlan
    """With the columns that are shown, and no others."""
    numbers: Sequence[int]
    title: str

    def reader(self) -> pa.RecordBatchReader:
        """Return the rows, made as they are read where they are a range."""
        numbers, plan = self.numbers, self.dataset
        if isinstance(numbers, range):
            return to_reader(plan, numbers.start, numbers.stop)
        rows = plan.bound.rows(np.array(numbers, dtype=np.uint64))
        arrays = [
            decoded(plan.as_written(field.name, rows.column(field.name)), field.type)
            for field in plan.schema
        ]
        return pa.Table.from_arrays(arrays, schema=plan.schema).to_reader()


def shown_rows(
    dataset: DatasetPlan, count: int, row_range: tuple[int, int] | None, condition: str | None
) -> ShownRows:
    """Return the first rows, those of a range, or those of either for which a condition holds."""
    total = f"of {dataset.row_count:,}"
    if condition is None:
        start, stop = row_range or (0, min(count, dataset.row_count))
        _refuse_beyond(dataset, stop)
        return ShownRows(dataset, range(start, stop), f"rows {start:,} to {stop:,} {total}")
    start, stop = row_range or (0, min(MOST_ROWS, dataset.row_count))
    _refuse_beyond(dataset, stop)
    most = None if row_range else count
    found = matching(dataset, start, stop, most)
    is_all = stop - start == dataset.row_count
    among = total if is_all else f"among rows {start:,} to {stop:,} {total}"
    first = "the first " if most is not None and len(found) == most else ""
    return ShownRows(
        dataset,
        found,
        f"{first}{len(found):,} row{'' if len(found) == 1 else 's'} {among} where {condition}",
    )


def _refuse_beyond(dataset: DatasetPlan, stop: int) -> None:
    if stop > dataset.row_count:
        last = f"{stop:,} is beyond the {dataset.row_count:,} rows of '{dataset.name}'"
        raise click.BadParameter(last, param_hint="--rows")


def with_columns(datasets: Sequence[DatasetPlan], asked: Iterable[str]) -> list[DatasetPlan]:
    """Return the datasets with those of the asked-for columns that they have, in that order.

    A dataset without any of them is left out. Raises click's error for a column of none.
    """
    known = list(dict.fromkeys(name for one in datasets for name in one.table_columns))
    names = list(dict.fromkeys(name for text in asked for name in _names(text, known)))
    for name in names:
        if name not in known:
            near = near_names(name, known)
            raise click.BadParameter(f"there is no column '{name}'{near}", param_hint="--columns")
    if not names:
        return list(datasets)
    cut = ([name for name in names if name in one.table_columns] for one in datasets)
    return [
        attrs.evolve(one, columns=tuple(own), partition_column=None)
        for one, own in zip(datasets, cut, strict=True)
        if own
    ]


def _names(text: str, known: Sequence[str]) -> list[str]:
    """Return the names in a text, with commas between unless it is a column's name as a whole."""
    return [text] if text in known else [name.strip() for name in text.split(",") if name.strip()]
