"""Timestamps that follow others of their row."""

from __future__ import annotations

import attrs
import pyarrow as pa
from smelt_datagen.arrays import (
    floored,
    is_numeric,
    timestamp_array,
    timestamp_seconds,
    validity,
    with_validity,
)
from smelt_datagen.plugin import Block, Column, ColumnType, Generator, Scope, generator, param

from smelt_datagen_builtin.time.timestamp import SECONDS_AS_TEXT


@generator(
    "timestamp_offset",
    example="{ type: timestamp_offset, base: created_at, offset_seconds: "
    "{ type: log_normal, median: 600, sigma: 1, max: 86400 } }",
    context="""
        columns:
          - name: created_at
            generator:
              type: timestamp
              start: "2024-01-01T00:00:00"
              end: "2024-04-01T00:00:00"
        """,
    output="timestamp[s], written as text",
)
class TimestampOffset(Generator):
    """Timestamp a number of seconds after another one of the same row."""

    base: str = param("Timestamp or date column; a date, as the partition column, is its midnight.")
    offset_seconds: Generator = param("Numbers of seconds, rounded down; negative ones go back.")

    def bind(self, scope: Scope) -> Column:
        """Return the moved column; fail on a base that has no time and an offset that is none."""
        offset = scope.bind(self.offset_seconds, "offset_seconds")
        if not is_numeric(offset.type.data_type):
            scope.report(f"must give numbers, not {offset.type.data_type}", "offset_seconds")
        base = scope.column(self.base, "base")
        if not _has_time(base.type.data_type):
            found = base.type.data_type
            scope.fail(f"column '{self.base}' is no timestamp and no date but {found}", "base")
        scope.stop_if_failed()
        nullable = base.type.nullable or offset.type.nullable
        return _OffsetColumn(attrs.evolve(SECONDS_AS_TEXT, nullable=nullable), self.base, offset)


@attrs.frozen(eq=False, repr=False)
class _OffsetColumn(Column):
    type: ColumnType
    base: str
    offset: Column

    def generate(self, block: Block) -> pa.Array:
        base = block.rows.column(self.base)
        offset = self.offset.generate(block.child("offset_seconds"))
        moved = timestamp_array(timestamp_seconds(base) + floored(offset))
        return with_validity(moved, validity(base) & validity(offset))


def _has_time(data_type: pa.DataType) -> bool:
    return bool(pa.types.is_timestamp(data_type) or pa.types.is_date32(data_type))
