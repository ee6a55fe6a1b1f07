"""One Parquet file made of row groups that were encoded apart, each on a thread of its own.

A row group is encoded as a Parquet file in memory. Its pages do not know where they lie, only the
footer does: so the file is the pages of all row groups, one behind the other, and a footer with
theirs moved to where they went. But for the order of the metadata it is, byte for byte, what
pyarrow writes, which alone encodes the row groups of a file one after another and leaves all cores
but one idle.
"""

from __future__ import annotations

import attrs
import pyarrow as pa

from smelt_datagen.parquet.thrift import I16, I64, LIST, STRUCT, Reader, Struct, Writer, written
from smelt_datagen.protocol.file_format import Sink

_MAGIC = b"PAR1"
_LENGTH_BYTES = 4

# field ids of the structs in parquet.thrift
_FILE_ROWS, _FILE_ROW_GROUPS, _FILE_METADATA = 3, 4, 5
_PAIR_KEY = 1
_GROUP_COLUMNS, _GROUP_OFFSET, _GROUP_NUMBER = 1, 5, 7
_CHUNK_OFFSET, _CHUNK_METADATA = 2, 3
_COLUMN_OFFSETS = (9, 10, 11, 14)
"""Of the data, index and dictionary pages, and of the bloom filter."""


@attrs.frozen(eq=False, repr=False)
class EncodedRowGroup:
    """A Parquet file in memory, taken apart: its pages, and its footer."""

    pages: memoryview
    footer: Struct

    @property
    def row_count(self) -> int:
        """Number of rows."""
        rows: int = self.footer[_FILE_ROWS][1]
        return rows


def taken_apart(file: pa.Buffer) -> EncodedRowGroup:
    """Return the pages and the footer of the Parquet file in `file`."""
    data = memoryview(file).cast("B")  # Arrow gives signed bytes
    end = len(data) - len(_MAGIC) - _LENGTH_BYTES
    start = end - int.from_bytes(data[end : end + _LENGTH_BYTES], "little")
    footer = Reader(memoryview(bytes(data[start:end]))).struct()
    return EncodedRowGroup(data[len(_MAGIC) : start], footer)


class RowGroupFile:
    """A Parquet file on `stream`, row group by row group."""

    def __init__(self, stream: Sink) -> None:
        self._stream = stream
        self._stream.write(_MAGIC)
        self._position = len(_MAGIC)
        self._footer: Struct | None = None
        self._groups: list[bytes] = []
        self._rows = 0

    def append(self, encoded: EncodedRowGroup) -> None:
        """Write the pages of the next row group; the first one's footer gives schema and rest."""
        shift = self._position - len(_MAGIC)
        self._stream.write(encoded.pages)
        self._position += len(encoded.pages)
        _, (_, added) = encoded.footer[_FILE_ROW_GROUPS]
        for group in added:
            _move(group, shift)
            if _GROUP_NUMBER in group:  # Arrow before 20 counts them
                group[_GROUP_NUMBER] = (I16, len(self._groups))
            # as objects, those of a file with hundreds of columns would take more than its rows
            self._groups.append(written(group))
        self._rows += encoded.row_count
        self._footer = self._footer or encoded.footer

    def finish(self) -> None:
        """Write the footer; at least one append came before."""
        writer = Writer()
        footer = self._footer or {}
        footer[_FILE_ROW_GROUPS] = (LIST, (STRUCT, self._groups))
        footer[_FILE_ROWS] = (I64, self._rows)
        if _FILE_METADATA in footer:  # Arrow has them in the order of a hash table
            _, (_, pairs) = footer[_FILE_METADATA]
            pairs.sort(key=lambda pair: pair[_PAIR_KEY][1])
        writer.struct(footer)
        self._stream.write(writer.data)
        self._stream.write(len(writer.data).to_bytes(_LENGTH_BYTES, "little") + _MAGIC)


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
