"""Column chunks that pyarrow encoded: its file taken apart."""

from __future__ import annotations

from collections.abc import Iterator

import pyarrow as pa

from smelt_datagen.parquet.column_chunks import (
    COMPRESSED_SIZE,
    DATA_OFFSET,
    DICTIONARY_OFFSET,
    ColumnChunk,
)
from smelt_datagen.parquet.footers import ROW_GROUPS, footer_of

_GROUP_COLUMNS = 1
"""Field id in the struct RowGroup of parquet.thrift."""


def chunks_of(file: pa.Buffer) -> Iterator[ColumnChunk]:
    """Yield the chunks of the only row group of a Parquet file."""
    data = memoryview(file).cast("B")  # Arrow gives signed bytes
    _, (_, (group,)) = footer_of(file)[ROW_GROUPS]
    _, (_, chunks) = group[_GROUP_COLUMNS]
    for fields in chunks:
        metadata = ColumnChunk([], fields).metadata
        offsets = [
            metadata[field][1] for field in (DICTIONARY_OFFSET, DATA_OFFSET) if field in metadata
        ]
        start = min(offset for offset in offsets if offset)  # 0 stands for none
        yield ColumnChunk([data[start : start + metadata[COMPRESSED_SIZE][1]]], fields, start)
