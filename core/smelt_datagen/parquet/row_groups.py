"""One Parquet file made of row groups that were encoded apart, each on a thread of its own.

A row group is the chunks of its columns. Their pages do not know where they lie, only the footer
does: so the file is the pages of all row groups, one behind the other, and a footer in which they
are moved to where they went. Where pyarrow encodes all columns it is, byte for byte, what pyarrow
writes, which alone encodes the row groups of a file one after another and leaves all cores but one
idle.
"""

from __future__ import annotations

from collections.abc import Sequence

import attrs

from smelt_datagen.parquet.column_chunks import COMPRESSED_SIZE, UNCOMPRESSED_SIZE, ColumnChunk
from smelt_datagen.parquet.footers import MAGIC, ending
from smelt_datagen.parquet.thrift import I64, LIST, STRUCT, Struct, written
from smelt_datagen.protocol.file_format import Sink


@attrs.frozen(eq=False, repr=False)
class EncodedRowGroup:
    """So many rows: the chunks of all columns, in the order of the schema."""

    chunks: Sequence[ColumnChunk]
    rows: int


class RowGroupFile:
    """A Parquet file on `stream`, row group by row group.

    Its footer is like `footer` (see `footers.template`), but for the row groups.
    """

    def __init__(self, stream: Sink, footer: Struct) -> None:
        self._stream = stream
        self._stream.write(MAGIC)
        self._position = len(MAGIC)
        self._footer = footer
        self._groups: list[bytes] = []
        self._rows = 0

    def append(self, encoded: EncodedRowGroup) -> None:
        """Write the pages of the next row group, unless it has no rows."""
        if not encoded.rows:
            return
        start = self._position
        columns = [self._appended(chunk) for chunk in encoded.chunks]
        metadata = [chunk.metadata for chunk in encoded.chunks]
        group: Struct = {
            1: (LIST, (STRUCT, columns)),
            2: (I64, sum(one[UNCOMPRESSED_SIZE][1] for one in metadata)),
            3: (I64, encoded.rows),
            5: (I64, start),
            6: (I64, sum(one[COMPRESSED_SIZE][1] for one in metadata)),
        }
        # as objects, those of a file with hundreds of columns would take more than its rows
        self._groups.append(written(group))
        self._rows += encoded.rows

    def finish(self) -> None:
        """Write the footer."""
        self._stream.write(ending(self._footer, self._groups, self._rows))

    def _appended(self, chunk: ColumnChunk) -> bytes:
        start = self._position
        for pages in chunk.pages:
            self._stream.write(pages)
            self._position += len(pages)
        return chunk.at(start)
