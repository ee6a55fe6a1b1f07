"""One Parquet file made of row groups that were encoded apart, each on a thread of its own.

A row group is encoded as a Parquet file in memory. Its pages do not know where they lie, only the
footer does: so the file is the pages of all row groups, one behind the other, and a footer with
theirs moved to where they went. But for the order of the metadata it is, byte for byte, what
pyarrow writes, which alone encodes the row groups of a file one after another and leaves all cores
but one idle.
"""

from __future__ import annotations

from collections.abc import Mapping

import attrs
import pyarrow as pa

from smelt_datagen.parquet.thrift import (
    BINARY,
    I16,
    I64,
    LIST,
    STRUCT,
    Reader,
    Struct,
    Writer,
    written,
)
from smelt_datagen.protocol.file_format import Sink

_MAGIC = b"PAR1"
_LENGTH_BYTES = 4

# field ids of the structs in parquet.thrift
_FILE_ROWS, _FILE_ROW_GROUPS, _FILE_METADATA = 3, 4, 5
_PAIR_KEY, _PAIR_VALUE = 1, 2
_GROUP_COLUMNS, _GROUP_OFFSET, _GROUP_NUMBER = 1, 5, 7
_CHUNK_OFFSET, _CHUNK_METADATA = 2, 3
_COLUMN_OFFSETS = (9, 10, 11, 14)
"""Of the data, index and dictionary pages, and of the bloom filter."""


@attrs.frozen(eq=False, repr=False)
class EncodedRowGroup:
    """A Parquet file in memory, taken apart: its pages, and its footer as bytes."""

    pages: memoryview
    footer: bytes


def taken_apart(file: pa.Buffer) -> EncodedRowGroup:
    """Return the pages and the footer of the Parquet file in `file`."""
    data = memoryview(file).cast("B")  # Arrow gives signed bytes
    end = len(data) - len(_MAGIC) - _LENGTH_BYTES
    start = end - int.from_bytes(data[end : end + _LENGTH_BYTES], "little")
    return EncodedRowGroup(data[len(_MAGIC) : start], bytes(data[start:end]))


def sorted_pairs(metadata: Mapping[str, str]) -> bytes:
    """Return what a footer holds of its metadata if they are in order."""
    pairs = [
        {_PAIR_KEY: (BINARY, key.encode()), _PAIR_VALUE: (BINARY, value.encode())}
        for key, value in sorted(metadata.items())
    ]
    writer = Writer()
    writer.struct({_FILE_METADATA: (LIST, (STRUCT, pairs))})
    return bytes(writer.data[1:-1])  # without the list's field, and the end of the struct


class RowGroupFile:
    """A Parquet file on `stream`, row group by row group.

    A footer that has the bytes `pairs` (see `sorted_pairs`) has its metadata in order.
    """

    def __init__(self, stream: Sink, pairs: bytes | None = None) -> None:
        self._stream = stream
        self._stream.write(_MAGIC)
        self._position = len(_MAGIC)
        self._pairs = pairs
        self._first: bytes | None = None
        self._groups: list[bytes] = []
        self._rows = 0

    def append(self, encoded: EncodedRowGroup) -> None:
        """Write the pages of the next row group; the first one's footer gives schema and rest."""
        shift = self._position - len(_MAGIC)
        self._stream.write(encoded.pages)
        self._position += len(encoded.pages)
        if self._first is None:
            self._first = encoded.footer  # which is read if another one comes
            return
        if not self._groups:
            self._take(_read(self._first), 0)
        self._take(_read(encoded.footer), shift)

    def finish(self) -> None:
        """Write the footer; at least one append came before."""
        footer = self._footer()
        self._stream.write(footer + len(footer).to_bytes(_LENGTH_BYTES, "little") + _MAGIC)

    def _take(self, footer: Struct, shift: int) -> None:
        _, (_, added) = footer[_FILE_ROW_GROUPS]
        for group in added:
            _move(group, shift)
            if _GROUP_NUMBER in group:  # Arrow before 20 counts them
                group[_GROUP_NUMBER] = (I16, len(self._groups))
            # as objects, those of a file with hundreds of columns would take more than its rows
            self._groups.append(written(group))
        self._rows += footer[_FILE_ROWS][1]

    def _footer(self) -> bytes:
        first = self._first or b""
        is_one = not self._groups
        if is_one and self._pairs is not None and self._pairs in first:
            return first  # as it was encoded: to read it takes as long as to encode a few rows
        footer = _read(first)
        if not is_one:
            footer[_FILE_ROW_GROUPS] = (LIST, (STRUCT, self._groups))
            footer[_FILE_ROWS] = (I64, self._rows)
        if _FILE_METADATA in footer:  # Arrow may have them in the order of a hash table
            _, (_, pairs) = footer[_FILE_METADATA]
            pairs.sort(key=lambda pair: pair[_PAIR_KEY][1])
        return written(footer)


def _read(footer: bytes) -> Struct:
    return Reader(memoryview(footer)).struct()


def _move(group: Struct, shift: int) -> None:
    _shift(group, _GROUP_OFFSET, shift)
    _, (_, chunks) = group[_GROUP_COLUMNS]
    for chunk in chunks:
        _shift(chunk, _CHUNK_OFFSET, shift)
        _, column = chunk[_CHUNK_METADATA]
        for field in _COLUMN_OFFSETS:
            _shift(column, field, shift)


def _shift(fields: Struct, number: int, shift: int) -> None:
    if number in fields and fields[number][1]:  # 0 stands for none
        kind, offset = fields[number]
        fields[number] = (kind, offset + shift)
