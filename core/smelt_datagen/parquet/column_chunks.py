"""A column of a row group: its pages as bytes, and what the footer says of them."""

from __future__ import annotations

from collections.abc import Sequence

import attrs

from smelt_datagen.parquet.pages import RLE, Page
from smelt_datagen.parquet.thrift import BINARY, I32, I64, LIST, STRUCT, Struct, written

_START = 4
"""Where the first page of a file begins."""

# field ids of the structs in parquet.thrift
CHUNK_OFFSET, CHUNK_METADATA = 2, 3
PATH, UNCOMPRESSED_SIZE, COMPRESSED_SIZE = 3, 6, 7
DATA_OFFSET, DICTIONARY_OFFSET = 9, 11
_OFFSETS = (DATA_OFFSET, 10, DICTIONARY_OFFSET, 14)
"""Of the data, index and dictionary pages, and of the bloom filter."""


@attrs.frozen(eq=False, repr=False)
class ColumnChunk:
    """The pages of a column in a row group, and `fields`, the footer's struct of this name.

    Offsets in `fields` are those of a file in which the pages begin at `start`.
    """

    pages: Sequence[bytes | memoryview]
    fields: Struct
    start: int = _START

    @property
    def column(self) -> str:
        """Name of the column which this is, or is a part of."""
        _, path = self.metadata[PATH][1]
        name: bytes = path[0]
        return name.decode()

    @property
    def metadata(self) -> Struct:
        """The struct ColumnMetaData."""
        metadata: Struct = self.fields[CHUNK_METADATA][1]
        return metadata

    def at(self, position: int) -> bytes:
        """Return the struct for a file in which the pages begin at `position`."""
        shift = position - self.start
        metadata = {**self.metadata}
        fields = {**self.fields, CHUNK_METADATA: (STRUCT, metadata)}
        _move(fields, CHUNK_OFFSET, shift)
        for number in _OFFSETS:
            _move(metadata, number, shift)
        return written(fields)


def chunk_of_pages(
    name: str, physical_type: int, codec: int, count: int, pages: Sequence[Page], statistics: Struct
) -> ColumnChunk:
    """Return a chunk of `count` values and nulls: one page of them, or a dictionary before that."""
    before = sum(page.size for page in pages[:-1])
    metadata: Struct = {
        1: (I32, physical_type),
        2: (LIST, (I32, sorted({RLE, *(page.encoding for page in pages)}))),
        PATH: (LIST, (BINARY, [name.encode()])),
        4: (I32, codec),
        5: (I64, count),
        UNCOMPRESSED_SIZE: (I64, sum(page.uncompressed_size for page in pages)),
        COMPRESSED_SIZE: (I64, sum(page.size for page in pages)),
        DATA_OFFSET: (I64, _START + before),
        **({DICTIONARY_OFFSET: (I64, _START)} if before else {}),
        12: (STRUCT, statistics),
        13: (LIST, (STRUCT, [_counted(page) for page in pages])),
    }
    fields: Struct = {CHUNK_OFFSET: (I64, 0), CHUNK_METADATA: (STRUCT, metadata)}
    return ColumnChunk([part for page in pages for part in (page.header, page.body)], fields)


def _counted(page: Page) -> Struct:
    """Return that there is one page of this kind, by which readers know that all is encoded so."""
    return {1: (I32, page.kind), 2: (I32, page.encoding), 3: (I32, 1)}


def _move(fields: Struct, number: int, shift: int) -> None:
    if number in fields and fields[number][1]:  # 0 stands for none
        kind, offset = fields[number]
        fields[number] = (kind, offset + shift)
