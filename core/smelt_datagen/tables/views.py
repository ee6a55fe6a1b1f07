"""The doors to plans as tables, which cost nothing until they are used."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from smelt_datagen.planning.plan import DatasetPlan

if TYPE_CHECKING:
    import polars


def scan(plan: DatasetPlan) -> polars.LazyFrame:
    """Return the rows of a dataset's plan as a lazy frame of Polars, which makes what it asks for.

    Columns, filters and limits of a query reach the plan: only the columns that the query needs are
    made, and behind a filter only the rows that it leaves. The rows are primary rows, as those of
    `to_table`. Raises ImportError if Polars is not installed.
    """
    from smelt_datagen.tables.lazy_frame import lazy_frame  # noqa: PLC0415 (loads Polars)

    return lazy_frame(plan)


class _Views:
    """What `DatasetPlan` offers to engines."""

    def stream(self, plan: DatasetPlan, requested_schema: object | None) -> object:
        return self.dataset(plan).__arrow_c_stream__(requested_schema)

    def dataset(self, plan: DatasetPlan) -> Any:
        from smelt_datagen.tables.dataset import PlannedDataset  # noqa: PLC0415 (60 ms of pyarrow)

        return PlannedDataset(plan)


DatasetPlan.views = _Views()
