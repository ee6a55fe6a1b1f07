"""The data source: options to a schema, and a schema to partitions and record batches."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import pairwise

import pyarrow as pa
from pyspark.sql.datasource import DataSource, DataSourceReader, InputPartition
from pyspark.sql.pandas.types import from_arrow_schema
from pyspark.sql.types import StructType

from smelt_datagen.arrays.conversion import cast
from smelt_datagen.errors import UnknownNameError
from smelt_datagen.messages import near_names
from smelt_datagen.spark.arrow_types import spark_schema
from smelt_datagen.spark.request import Request
from smelt_datagen.tables.selection import Selection

_ROWS_PER_PARTITION = 1_000_000


class SmeltDatagen(DataSource):
    """A dataset of a config; see `smelt_datagen.spark.register` for the options."""

    def __init__(self, options: Mapping[str, str]) -> None:
        """Raise DatagenError or ValueError for options that lead to no dataset."""
        self._request = Request.of(options)

    @classmethod
    def name(cls) -> str:
        """Return the name of the format."""
        return "smelt_datagen"

    def schema(self) -> StructType:
        """Return the dataset's columns, with whether each may be null."""
        return from_arrow_schema(spark_schema(self._request.planned().schema))

    def reader(self, schema: StructType) -> DataSourceReader:
        """Return what makes the columns of `schema`, which are some of the dataset's."""
        own = self.schema()
        for field in schema.fields:
            if field.name not in own.names:
                near = near_names(field.name, own.names)
                raise UnknownNameError(f"there is no column '{field.name}'{near}")
            if own[field.name].dataType != field.dataType:
                made = own[field.name].dataType.simpleString()
                found = field.dataType.simpleString()
                raise ValueError(f"column '{field.name}' is of type {made}, not {found}")
        return _Reader(self._request, {field.name: field.nullable for field in schema.fields})


class _Rows(InputPartition):
    """The rows [start, stop) of the dataset."""

    def __init__(self, start: int, stop: int) -> None:
        self.start = start
        self.stop = stop


class _Reader(DataSourceReader):
    """Makes columns, each of which is named and may be null or not."""

    def __init__(self, request: Request, columns: Mapping[str, bool]) -> None:
        self._request = request
        self._columns = columns

    def partitions(self) -> list[InputPartition]:
        """Return contiguous ranges of rows that are as long as each other, but for one row."""
        rows = self._request.planned().row_count
        wanted = self._request.partitions or -(-rows // _ROWS_PER_PARTITION)
        count = min(wanted, rows)
        borders = [number * rows // count for number in range(count + 1)]
        return [_Rows(*pair) for pair in pairwise(borders)]

    def read(self, partition: InputPartition) -> Iterator[pa.RecordBatch]:
        """Yield the rows of a partition, a block at a time."""
        plan = self._request.planned()
        selection = Selection(plan, tuple(self._columns))
        types = spark_schema(selection.schema)
        schema = pa.schema(
            [types.field(name).with_nullable(null) for name, null in self._columns.items()]
        )
        for rows in selection.ranges(partition.start, partition.stop):
            made = selection.block(rows)
            arrays = [
                cast(array, kind) for array, kind in zip(made.columns, schema.types, strict=True)
            ]
            yield pa.record_batch(arrays, schema=schema)
