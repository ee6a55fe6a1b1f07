"""Thrift's compact protocol, as far as a Parquet footer needs it: structs to values and back.

A struct is a dict from field id to (type, value), in the order of the text; fields that nobody
here knows come out as they went in. (Apache Thrift, "Thrift Compact protocol encoding".)
"""

from __future__ import annotations

import struct
from collections.abc import Callable, Mapping
from typing import Any, TypeAlias

Struct: TypeAlias = dict[int, tuple[int, Any]]

TRUE, FALSE, BYTE, I16, I32, I64, DOUBLE, BINARY, LIST, SET, MAP, STRUCT = range(1, 13)

_LONG_LIST = _LARGEST_STEP = 15
_SEVEN_BITS = 0x7F


class Reader:
    """Reads values off unsigned bytes; KeyError for a type that no Parquet footer has."""

    def __init__(self, data: memoryview) -> None:
        self._data = data
        self._at = 0

    def struct(self) -> Struct:
        """Read a struct."""
        fields: Struct = {}
        number = 0
        while header := self._byte():
            kind = header & 0x0F
            number = number + (header >> 4) if header >> 4 else self._integer()
            fields[number] = (kind, self._value(kind))
        return fields

    def _value(self, kind: int) -> Any:
        if kind in (TRUE, FALSE):
            return kind == TRUE
        return _READERS[kind](self)

    def _list(self) -> tuple[int, list[Any]]:
        header = self._byte()
        kind = header & 0x0F
        size = self._varint() if header >> 4 == _LONG_LIST else header >> 4
        if kind in (TRUE, FALSE):
            return kind, [self._byte() for _ in range(size)]
        return kind, [self._value(kind) for _ in range(size)]

    def _byte(self) -> int:
        self._at += 1
        return self._data[self._at - 1]

    def _bytes(self, size: int) -> bytes:
        self._at += size
        return bytes(self._data[self._at - size : self._at])

    def _varint(self) -> int:
        result = shift = 0
        while (byte := self._byte()) & 0x80:
            result |= (byte & 0x7F) << shift
            shift += 7
        return result | byte << shift

    def _integer(self) -> int:
        number = self._varint()
        return (number >> 1) ^ -(number & 1)


_READERS: Mapping[int, Callable[[Reader], Any]] = {
    BYTE: Reader._byte,
    I16: Reader._integer,
    I32: Reader._integer,
    I64: Reader._integer,
    DOUBLE: lambda reader: struct.unpack("<d", reader._bytes(8))[0],
    BINARY: lambda reader: reader._bytes(reader._varint()),
    LIST: Reader._list,
    SET: Reader._list,
    STRUCT: Reader.struct,
}
# ruff: noqa: SLF001 (the table is a part of the class, without a cycle from each reader to itself)


class Writer:
    """Writes values to bytes."""

    def __init__(self) -> None:
        self.data = bytearray()

    def struct(self, fields: Struct) -> None:
        """Write a struct."""
        before = 0
        for number, (kind, value) in fields.items():
            actual = (TRUE if value else FALSE) if kind in (TRUE, FALSE) else kind
            if 0 < number - before <= _LARGEST_STEP:
                self.data.append((number - before) << 4 | actual)
            else:
                self.data.append(actual)
                self._integer(number)
            before = number
            if kind not in (TRUE, FALSE):
                self._value(kind, value)
        self.data.append(0)

    def _value(self, kind: int, value: Any) -> None:
        if kind == BYTE:
            self.data.append(value)
        elif kind in (I16, I32, I64):
            self._integer(value)
        elif kind == DOUBLE:
            self.data += struct.pack("<d", value)
        elif kind == BINARY:
            self._varint(len(value))
            self.data += value
        elif kind in (LIST, SET):
            self._list(*value)
        elif isinstance(value, bytes):  # a struct that was written before
            self.data += value
        else:
            self.struct(value)

    def _list(self, kind: int, values: list[Any]) -> None:
        if len(values) < _LONG_LIST:
            self.data.append(len(values) << 4 | kind)
        else:
            self.data.append(_LONG_LIST << 4 | kind)
            self._varint(len(values))
        if kind in (TRUE, FALSE):
            self.data += bytes(values)
            return
        for value in values:
            self._value(kind, value)

    def _varint(self, number: int) -> None:
        if number <= _SEVEN_BITS:
            self.data.append(number)
        else:
            self.data += varint(number)

    def _integer(self, number: int) -> None:
        self._varint(_zigzag(number))


def varint(number: int) -> bytes:
    """Return a number that is not negative as bytes, seven bits each, the lowest ones first."""
    data = bytearray()
    while number > _SEVEN_BITS:
        data.append(number & _SEVEN_BITS | _SEVEN_BITS + 1)
        number >>= 7
    data.append(number)
    return bytes(data)


def zigzag(number: int) -> bytes:
    """Return a number of either sign as bytes: few of them if it is near zero."""
    return varint(_zigzag(number))


def _zigzag(number: int) -> int:
    return number << 1 if number >= 0 else ~number << 1 | 1


def written(fields: Struct) -> bytes:
    """Return a struct as bytes, which can stand in a list in place of it."""
    writer = Writer()
    writer.struct(fields)
    return bytes(writer.data)
