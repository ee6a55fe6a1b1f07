"""Blocks of rows into row groups: each column here or by pyarrow, whichever is better."""

from __future__ import annotations

import functools
from collections.abc import Mapping, Sequence

import attrs
import pyarrow as pa

from smelt_datagen.parquet.arrow_files import ArrowFiles
from smelt_datagen.parquet.column_chunks import ColumnChunk
from smelt_datagen.parquet.columns.arrow_chunks import chunks_of
from smelt_datagen.parquet.columns.own_columns import OwnColumn, own_columns
from smelt_datagen.parquet.footers import footer_of, template
from smelt_datagen.parquet.row_groups import EncodedRowGroup, RowGroupFile
from smelt_datagen.parquet.thrift import Struct
from smelt_datagen.protocol.column_type import ColumnType
from smelt_datagen.protocol.file_format import Sink


@attrs.frozen(eq=False, slots=False)
class RowGroupEncoding:
    """How the row groups of one dataset's files are encoded."""

    types: Mapping[str, ColumnType]
    arrow: ArrowFiles
    metadata: Mapping[str, str]

    def encode(self, blocks: Sequence[Sequence[pa.Array]]) -> EncodedRowGroup:
        """Return one row group: of every block, the arrays of all columns. No block: no rows."""
        columns = dict(zip(self.types, zip(*blocks, strict=True), strict=False))
        made = {name: self._own_chunk(name, arrays) for name, arrays in columns.items()}
        rest = {name: arrays for name, arrays in columns.items() if made[name] is None}
        chunks = [chunk for chunk in made.values() if chunk is not None]
        if rest:
            chunks += chunks_of(self.arrow.file(rest))
        places = {name: place for place, name in enumerate(columns)}
        chunks.sort(key=lambda chunk: places[chunk.column])  # those of one column stay in order
        return EncodedRowGroup(chunks, sum(len(block[0]) for block in blocks))

    def joint(self, sink: Sink) -> RowGroupFile:
        """Begin a file."""
        return RowGroupFile(sink, self._footer)

    def _own_chunk(self, name: str, arrays: Sequence[pa.Array]) -> ColumnChunk | None:
        column = self._own_columns.get(name)
        return None if column is None else column.chunk(arrays)

    @functools.cached_property
    def _own_columns(self) -> Mapping[str, OwnColumn]:
        return own_columns(self.types, self.arrow)

    @functools.cached_property
    def _footer(self) -> Struct:
        without_rows = dict.fromkeys(self.types, ())
        return template(footer_of(self.arrow.file(without_rows)), self.metadata)
