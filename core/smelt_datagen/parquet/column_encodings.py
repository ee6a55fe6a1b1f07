"""How the values of each column are encoded and compressed in a file, by what they are."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Literal, TypeAlias

import attrs
import pyarrow as pa

from smelt_datagen.arrays.decimals import LONGEST_INT64
from smelt_datagen.protocol.column_type import ColumnType

Compression: TypeAlias = Literal["snappy", "zstd", "none"]


@attrs.frozen(eq=False, repr=False)
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
        compression: str,
    ) -> ColumnEncodings:
        """Return those of the columns of a file.

        Integers, dates and times are packed into as many bits as their differences need
        (DELTA_BINARY_PACKED), which takes half the time of plain ones. Neither they nor random bits
        shrink any further for Snappy, so they are stored as they are. A dictionary does more for
        columns that are `categorical`.
        """
        every = {
            path: _encoding(data_type, kind)
            for name in schema.names
            for path, data_type, kind in leaves(name, schema.field(name).type, types[name])
        }
        own = {path: found for path, found in every.items() if path not in categorical}
        stored = {path for path, (_, is_dense) in own.items() if is_dense}
        if compression != "snappy":
            stored = set()
        codecs = {path: "none" if path in stored else compression for path in every}
        return cls(codecs, {path: name for path, (name, _) in own.items() if name})


def leaves(
    path: str, data_type: pa.DataType, kind: ColumnType | None
) -> Iterator[tuple[str, pa.DataType, ColumnType | None]]:
    """Yield path and type of what a column has in the file: itself, or what is inside of it.

    `kind` says more of a type than Arrow does, where that is known.
    """
    if pa.types.is_struct(data_type):
        inner = [(field.name, field.type) for field in data_type]
    elif pa.types.is_list(data_type):
        inner = [("list.element", data_type.value_type)]
    else:
        yield path, data_type, kind
        return
    kinds = (kind.children if kind is not None else ()) or [None] * len(inner)
    for (name, part), child in zip(inner, kinds, strict=True):
        yield from leaves(f"{path}.{name}", part, child)


def _encoding(data_type: pa.DataType, kind: ColumnType | None) -> tuple[str, bool]:
    """Return the encoding, empty for the usual one, and whether Snappy finds nothing in it."""
    if _is_integer(data_type):
        return "DELTA_BINARY_PACKED", True
    if kind is not None and kind.incompressible and pa.types.is_string(data_type):
        return "DELTA_LENGTH_BYTE_ARRAY", True
    return "", pa.types.is_floating(data_type)


def _is_integer(data_type: pa.DataType) -> bool:
    """Whether values are stored as integers of 32 or 64 bits."""
    if pa.types.is_decimal128(data_type):
        return bool(data_type.precision <= LONGEST_INT64)
    return bool(pa.types.is_integer(data_type) or pa.types.is_temporal(data_type))
