"""A plan as a lazy frame of Polars."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from smelt_datagen.execution.cores import cores, in_order
from smelt_datagen.planning.plan import DatasetPlan
from smelt_datagen.tables.selection import Selection

try:
    import polars as pl
    from polars.io.plugins import register_io_source
except ImportError as error:
    raise ImportError("needs Polars: pip install 'smelt-datagen[polars]'") from error


def lazy_frame(plan: DatasetPlan) -> pl.LazyFrame:
    """Return the primary rows of a plan as a lazy frame (see `smelt_datagen.scan`)."""
    schema = pl.DataFrame(plan.schema.empty_table()).schema
    return register_io_source(partial(_frames, plan), schema=schema, is_pure=True)


def _frames(
    plan: DatasetPlan,
    names: list[str] | None,
    condition: pl.Expr | None,
    rows: int | None,
    batch_size: int | None,
) -> Iterator[pl.DataFrame]:
    """Yield the first `rows` rows of a plan, those of them that a condition is true of."""
    selection = Selection(
        plan,
        plan.table_columns if names is None else tuple(names),
        None if condition is None else partial(_holds, condition=condition),
        () if condition is None else tuple(condition.meta.root_names()),
    )
    stop = plan.row_count if rows is None else min(rows, plan.row_count)
    ranges = selection.ranges(0, stop, batch_size)
    if condition is None:
        made = in_order(selection.block, ranges, cores())
    else:  # on this thread: others would wait for Polars' threads, all of which may wait for them
        made = map(selection.rest, in_order(selection.look, ranges, cores()))
    for batch in made:
        yield pl.DataFrame(batch)


def _holds(batch: pa.RecordBatch, condition: pl.Expr) -> npt.NDArray[np.bool_]:
    """Return of which rows a condition is true; where it is null, it is not."""
    found = pl.DataFrame(batch).select(condition).to_series().fill_null(value=False)
    return np.broadcast_to(found.to_numpy(), len(batch))
