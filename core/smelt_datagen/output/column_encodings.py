"""How the values of each column are encoded and compressed in a file, by what they are."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Literal, TypeAlias

import attrs
import pyarrow as pa

from smelt_datagen.protocol.column_type import ColumnType

Compression: TypeAlias = Literal["snappy", "zstd", "none"]

_LONGEST_INTEGER = 18
"""Digits of decimals that are stored as integers of 64 bits."""


@attrs.frozen
class ColumnEncodings:
    """By the path of each column in the file: its codec, and its encoding if it is no usual one."""

    compression: Mapping[str, str]
    encoding: Mapping[str, str]

    @classmethod
    def of(
        cls,
        schema: pa.Schema,
        types: Mapping[str, ColumnType],
        categorical: tuple[str, ...],
        compression: Compression,
    ) -> ColumnEncodings:
        """Return those of the columns of a file.

        Integers, dates and times are packed into as many bits as their differences need
        (DELTA_BINARY_PACKED), which takes half the time of plain ones. Neither they nor random bits
        shrink any further for Snappy, so they are stored as they are. A dictionary does more for
        columns that are `categorical`.
        """
        leaves = [
            leaf
            for name in schema.names
            for leaf in _leaves(name, schema.field(name).type, types[name])
        ]
        packed = {leaf.path: leaf.encoding for leaf in leaves if leaf.path not in categorical}
        as_they_are = {
            leaf.path for leaf in leaves if leaf.is_dense and leaf.path not in categorical
        }
        codecs = {
            leaf.path: "none"
            if compression == "snappy" and leaf.path in as_they_are
            else compression
            for leaf in leaves
        }
        return cls(codecs, {path: name for path, name in packed.items() if name})


@attrs.frozen
class _Leaf:
    path: str
    encoding: str
    """Empty for the usual one."""
    is_dense: bool
    """Whether Snappy finds nothing in it."""


def _leaves(path: str, data_type: pa.DataType, kind: ColumnType | None) -> Iterator[_Leaf]:
    """Yield what a column has in the file: itself, or the leaves of lists and structs."""
    children = () if kind is None else kind.children
    if pa.types.is_struct(data_type):
        for number, field in enumerate(data_type):
            inner = children[number] if children else None
            yield from _leaves(f"{path}.{field.name}", field.type, inner)
    elif pa.types.is_list(data_type):
        inner = children[0] if children else None
        yield from _leaves(f"{path}.list.element", data_type.value_type, inner)
    elif _is_integer(data_type):
        yield _Leaf(path, "DELTA_BINARY_PACKED", is_dense=True)
    elif kind is not None and kind.incompressible and pa.types.is_string(data_type):
        yield _Leaf(path, "DELTA_LENGTH_BYTE_ARRAY", is_dense=True)
    else:
        yield _Leaf(path, "", is_dense=pa.types.is_floating(data_type))


def _is_integer(data_type: pa.DataType) -> bool:
    """Whether values are stored as integers of 32 or 64 bits."""
    if pa.types.is_decimal128(data_type):
        return bool(data_type.precision <= _LONGEST_INTEGER)
    return bool(pa.types.is_integer(data_type) or pa.types.is_temporal(data_type))
