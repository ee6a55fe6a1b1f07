"""Files in memory that pyarrow encodes.

`pyarrow.parquet` itself is left for where a file is read: importing it brings every remote file
system and ssl.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import attrs
import pyarrow as pa
from pyarrow._parquet import ParquetWriter

from smelt_datagen.arrays.conversion import decoded
from smelt_datagen.parquet.column_encodings import ColumnEncodings

FIRST_VERSION = "1.0"

_BATCH_ROWS = 1 << 12
"""Rows that pyarrow encodes at a time. Its 1,024 take 28 ns a row for a dictionary column, these
21 ns; many more would make pages of long texts large, since a page ends between batches only."""


@attrs.frozen(eq=False)
class ArrowFiles:
    """How pyarrow encodes the columns of a file."""

    schema: pa.Schema
    categorical: tuple[str, ...]
    columns: ColumnEncodings
    version: str

    def file(
        self, columns: Mapping[str, Sequence[pa.Array]], metadata: Mapping[str, str] | None = None
    ) -> pa.Buffer:
        """Return a file of some of the columns: one row group, or none if these have no arrays."""
        schema = pa.schema([self.schema.field(name) for name in columns])
        sink = pa.BufferOutputStream()
        writer = ParquetWriter(
            sink,
            schema,
            version=self.version,
            writer_engine_version="V2",
            compression=dict(self.columns.compression),
            use_dictionary=list(self.categorical),
            column_encoding=dict(self.columns.encoding) or None,
            store_decimal_as_integer=self.version
            != FIRST_VERSION,  # those of up to 18 digits, as Spark and DuckDB do
            store_schema=False,  # it would have the dictionary types (see encoding)
            write_batch_size=_BATCH_ROWS,
        )
        if metadata:
            writer.add_key_value_metadata(dict(sorted(metadata.items())))
        if all(columns.values()):
            table = _table(schema, columns)
            writer.write_table(table, row_group_size=table.num_rows)
        writer.close()
        return sink.getvalue()


def _table(schema: pa.Schema, columns: Mapping[str, Sequence[pa.Array]]) -> pa.Table:
    arrays = [
        pa.chunked_array([decoded(array, field.type) for array in columns[field.name]], field.type)
        for field in schema
    ]
    return pa.Table.from_arrays(arrays, schema=schema)
