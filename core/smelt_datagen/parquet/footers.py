"""The end of a Parquet file: its schema, its row groups, and what it says of itself."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pyarrow as pa

from smelt_datagen.parquet.thrift import BINARY, I64, LIST, STRUCT, Reader, Struct, Writer, written

MAGIC = b"PAR1"

# field ids of the struct FileMetaData in parquet.thrift
ROW_GROUPS = 4
_SCHEMA, _ROWS, _METADATA, _ORDERS = 2, 3, 5, 7

_LENGTH_BYTES = 4


def footer_bytes(file: pa.Buffer) -> bytes:
    """Return the footer of a Parquet file, without what stands around it."""
    data = memoryview(file).cast("B")  # Arrow gives signed bytes
    end = len(data) - len(MAGIC) - _LENGTH_BYTES
    start = end - int.from_bytes(data[end : end + _LENGTH_BYTES], "little")
    return bytes(data[start:end])


def footer_of(file: pa.Buffer) -> Struct:
    """Return the footer of a Parquet file."""
    return Reader(memoryview(footer_bytes(file))).struct()


def template(footer: Struct, metadata: Mapping[str, str]) -> Struct:
    """Return a footer that says `metadata`, in order, and whose lists are written already."""
    said = {**footer, _METADATA: (LIST, (STRUCT, _pairs(metadata)))}
    if not metadata:
        del said[_METADATA]
    for number in {_SCHEMA, _METADATA, _ORDERS} & said.keys():
        kind, (of, structs) = said[number]
        said[number] = (kind, (of, [*map(written, structs)]))
    return {number: said[number] for number in sorted(said)}


def ending(footer: Struct, groups: Sequence[bytes], rows: int) -> bytes:
    """Return the end of a file with a footer like this one, of so many `rows` in row `groups`."""
    said = {**footer, _ROWS: (I64, rows), ROW_GROUPS: (LIST, (STRUCT, groups))}
    return _ended(written(said))


def sorted_pairs(metadata: Mapping[str, str]) -> bytes:
    """Return what a footer holds of its metadata if they are in order."""
    writer = Writer()
    writer.struct({_METADATA: (LIST, (STRUCT, _pairs(metadata)))})
    return bytes(writer.data[1:-1])  # without the list's field, and the end of the struct


def with_sorted_pairs(file: pa.Buffer, metadata: Mapping[str, str]) -> pa.Buffer:
    """Return a file with its metadata in order: old versions of Arrow have that of a hash table."""
    before = file.size - len(footer_bytes(file)) - _LENGTH_BYTES - len(MAGIC)
    pages = memoryview(file).cast("B")[:before]
    sorted_footer = written(template(footer_of(file), metadata))
    return pa.py_buffer(bytes(pages) + _ended(sorted_footer))


def _pairs(metadata: Mapping[str, str]) -> list[Struct]:
    return [
        {1: (BINARY, key.encode()), 2: (BINARY, value.encode())}
        for key, value in sorted(metadata.items())
    ]


def _ended(footer: bytes) -> bytes:
    return footer + len(footer).to_bytes(_LENGTH_BYTES, "little") + MAGIC
