"""Blocks of rows into row groups of a Parquet file, and what a file says of itself.

`pyarrow.parquet` itself is left for
where a file is read: importing it brings every remote file system and ssl.
"""

from __future__ import annotations

import base64
import functools
import math
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import attrs
import pyarrow as pa
from pyarrow._parquet import ParquetWriter

from smelt_datagen.arrays.conversion import decoded
from smelt_datagen.parquet.column_encodings import ColumnEncodings, leaves
from smelt_datagen.parquet.row_groups import (
    EncodedRowGroup,
    RowGroupFile,
    sorted_pairs,
    taken_apart,
)
from smelt_datagen.protocol.column_type import ColumnType
from smelt_datagen.protocol.file_format import FileContent, Sink

_FIRST = "1.0"
_BATCH_ROWS = 1 << 12
"""Rows that pyarrow encodes at a time. Its 1,024 take 28 ns a row for a dictionary column, these
21 ns; many more would make pages of long texts large, since a page ends between batches only."""


@attrs.frozen(eq=False)
class Encoding:
    """How the row groups of one dataset's files of `row_count` rows are encoded."""

    schema: pa.Schema
    categorical: tuple[str, ...]
    metadata: Mapping[str, str]
    columns: ColumnEncodings
    row_group_rows: int
    version: str

    @classmethod
    def of(cls, content: FileContent, compression: str, version: str = "2.6") -> Encoding:
        """Return the encoding of a file with such a content."""
        types, rows = content.types, min(content.rows, content.chunk_rows)
        kept = {name: _keeps_dictionary(kind, rows) for name, kind in types.items()}
        schema = pa.schema(
            [
                pa.field(name, kind.array_type if kept[name] else kind.data_type, kind.nullable)
                for name, kind in types.items()
            ]
        )
        categorical = tuple(
            path
            for name, kind in types.items()
            for path in _categorical(name, kind, is_kept=kept[name])
        )
        said = {**content.metadata, **_arrow_schema(content.schema)}
        said = dict(sorted(said.items()))
        columns = ColumnEncodings.of(schema, types, categorical, compression)
        if version == _FIRST:
            columns = ColumnEncodings(dict.fromkeys(columns.compression, compression), {})
        return cls(schema, categorical, said, columns, content.chunk_rows, version)

    def encode(self, blocks: Sequence[Sequence[pa.Array]]) -> EncodedRowGroup:
        """Return one row group: of every block, the arrays of all columns. No block: no rows."""
        sink = pa.BufferOutputStream()
        writer = ParquetWriter(
            sink,
            self.schema,
            version=self.version,
            writer_engine_version="V2",
            compression=dict(self.columns.compression),
            use_dictionary=list(self.categorical),
            column_encoding=dict(self.columns.encoding) or None,
            store_decimal_as_integer=self.version
            != _FIRST,  # those of up to 18 digits, as Spark and DuckDB do
            store_schema=False,  # it would have the dictionary types (see _arrow_schema)
            write_batch_size=_BATCH_ROWS,
        )
        writer.add_key_value_metadata(dict(self.metadata))
        if blocks:
            writer.write_table(self._table(blocks), row_group_size=self.row_group_rows)
        writer.close()
        return taken_apart(sink.getvalue())

    def joint(self, sink: Sink) -> RowGroupFile:
        """Begin a file."""
        return RowGroupFile(sink, self._pairs)

    @functools.cached_property
    def _pairs(self) -> bytes:
        return sorted_pairs(self.metadata)

    def _table(self, blocks: Sequence[Sequence[pa.Array]]) -> pa.Table:
        columns = [
            pa.chunked_array([decoded(chunk, field.type) for chunk in chunks], field.type)
            for chunks, field in zip(zip(*blocks, strict=True), self.schema, strict=True)
        ]
        return pa.Table.from_arrays(columns, schema=self.schema)


def read_metadata(file: Path) -> Mapping[str, str]:
    """Return the key-value metadata of a Parquet file; empty if it has none or is no Parquet."""
    import pyarrow.parquet as pq  # noqa: PLC0415 (see above)

    try:
        raw = pq.read_metadata(file).metadata or {}
    except (OSError, pa.ArrowException):
        return {}
    return {
        key.decode(errors="replace"): value.decode(errors="replace") for key, value in raw.items()
    }


def _arrow_schema(schema: pa.Schema) -> Mapping[str, str]:
    """Return the metadata that tells Arrow's readers of durations, which Parquet has not.

    Others read them as integers. Without durations there is none: Parquet says all.
    """
    if not any(map(pa.types.is_duration, schema.types)):
        return {}
    return {"ARROW:schema": base64.b64encode(schema.serialize().to_pybytes()).decode()}


def _categorical(name: str, kind: ColumnType, *, is_kept: bool) -> Iterator[str]:
    """Yield the paths of what is encoded by a dictionary, in a column or inside of it."""
    for path, _, leaf in leaves(name, kind.data_type, kind):
        if is_kept if path == name else leaf is not None and leaf.dictionary is not None:
            yield path


def _keeps_dictionary(kind: ColumnType, rows: int) -> bool:
    """Whether row groups of so many rows gain from a column's dictionary.

    Every row group carries the dictionary whole, so it must be small beside the rows.
    """
    size = math.inf if kind.dictionary is None else len(kind.dictionary)
    return 2 * size <= rows
