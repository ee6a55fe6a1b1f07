"""Partitions by the hour, day or month of an ordered column, found without making the rows."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from smelt_datagen.arrays.bisection import first_not_before
from smelt_datagen.arrays.conversion import arrow_array, numpy_values, string_array
from smelt_datagen.planning.partition_rules import MOST_PARTITIONS
from smelt_datagen.planning.partitioning import Partitioning
from smelt_datagen.protocol.column import Column
from smelt_datagen.protocol.dataset import Dataset
from smelt_datagen.protocol.ranked_draws import RankedDraws
from smelt_datagen.protocol.scope import Scope

Periods = npt.NDArray[np.int64]

_CODES: Mapping[str, str] = {"hour": "h", "day": "D", "month": "M"}
"""What NumPy calls the units."""


def by_period(column: str, by: str, unit: str, scope: Scope) -> Partitioning:
    """Return the partitions of the dataset `scope.own`, one for each `unit` of the column `by`.

    All units from the first row's to the last row's are there, also those without rows. Fails at
    `by` or `unit` for a column that is not ordered, or has no such units.
    """
    found = scope.column(by, "by")
    _refuse_unordered(found, by, scope)
    data_type = found.type.data_type
    if not (pa.types.is_date32(data_type) or pa.types.is_timestamp(data_type)):
        scope.fail(f"column '{by}' is no date or timestamp but {data_type}", "by")
    if unit == "hour" and pa.types.is_date32(data_type):
        scope.fail(f"column '{by}' is a date, which has no hours", "unit")
    dataset = scope.own
    ends = np.array([0, dataset.row_count - 1], np.uint64)
    first, last = (int(period) for period in _periods(dataset, by, unit, ends))
    count = last - first + 1
    if count > MOST_PARTITIONS:
        scope.fail(f"makes {count:,} partitions, but there can be {MOST_PARTITIONS:,}", "unit")
    periods = np.arange(first, last + 1)
    borders = [0, *_first_rows(dataset, by, unit, periods[1:]).tolist(), dataset.row_count]
    return Partitioning(column, _names(periods, unit), borders)


def _refuse_unordered(found: Column, by: str, scope: Scope) -> None:
    if scope.own.relation is not None:
        words = "is ordered within each family only, and not along the dataset"
        scope.fail(f"column '{by}' {words}: 'partition: inherit' takes the parent's", "by")
    if found.type.nullable:
        scope.fail(f"column '{by}' may be null, which is in no partition", "by")
    is_own = by in scope.context.column_names(scope.own)
    if not (is_own and isinstance(found.draws, RankedDraws) and found.draws.order == "asc"):
        scope.fail(f"column '{by}' is not ordered: it needs the key 'order: asc'", "by")


def _periods(dataset: Dataset, by: str, unit: str, index: npt.NDArray[np.uint64]) -> Periods:
    """Return in which period since 1970 the column is, at some rows; it has no nulls."""
    array = dataset.rows(index).column(by)
    if pa.types.is_dictionary(array.type):
        array = array.dictionary_decode()
    kind = "D" if pa.types.is_date32(array.type) else array.type.unit
    stored: npt.NDArray[Any] = numpy_values(array).astype(np.int64).view(f"datetime64[{kind}]")
    return stored.astype(f"datetime64[{_CODES[unit]}]").view(np.int64)


def _first_rows(dataset: Dataset, by: str, unit: str, periods: Periods) -> npt.NDArray[np.uint64]:
    """Return the first row that is not before each period."""
    return first_not_before(
        dataset.row_count, len(periods), lambda rows: _periods(dataset, by, unit, rows) < periods
    )


def _names(periods: Periods, unit: str) -> pa.Array:
    """Return the values of the partition column: dates, or text such as 2024-01-31-23."""
    if unit == "day":
        return arrow_array(periods.astype(np.int32), pa.date32())
    texts = np.datetime_as_string(periods.view(f"datetime64[{_CODES[unit]}]"))
    return string_array([str(text).replace("T", "-") for text in texts])
