"""The types of SQL expressions, and the columns that they come from and become.

Integers are of 64 bits, decimals are integers in units of their last digit, dates are days and
timestamps microseconds since 1970.
"""

from __future__ import annotations

from typing import Literal, TypeAlias

import attrs
import pyarrow as pa
from pyarrow import types
from smelt_datagen.plugin import ColumnType

Kind: TypeAlias = Literal[
    "null", "bool", "int", "decimal", "float", "text", "date", "timestamp", "interval"
]

MOST_DIGITS = 38
"""Of a decimal."""
INT_DIGITS = 19
"""Of an integer of 64 bits."""


@attrs.frozen
class SqlType:
    """The type of an expression."""

    kind: Kind
    digits: int = INT_DIGITS
    """Of an integer or decimal: how many at most."""
    scale: int = 0
    """Of a decimal: how many of them stand behind the point."""
    is_fine: bool = False
    """Of a timestamp or interval: whether it has fractions of a second."""

    def __str__(self) -> str:
        if self.kind == "decimal":
            return f"decimal({self.digits}, {self.scale})"
        return _NAMES.get(self.kind, self.kind)


_NAMES = {"int": "bigint", "float": "double", "text": "varchar", "bool": "boolean"}

NULL = SqlType("null")
BOOL = SqlType("bool")
INT = SqlType("int")
FLOAT = SqlType("float")
TEXT = SqlType("text")
DATE = SqlType("date")
TIMESTAMP = SqlType("timestamp")
INTERVAL = SqlType("interval")

NUMBERS = ("int", "decimal", "float")
EXACT = ("int", "decimal")
_DIGITS = {8: 3, 16: 5, 32: 10, 64: 19}


def decimal(digits: int, scale: int) -> SqlType:
    """Return the type of exact numbers, of 38 digits at most."""
    return SqlType("decimal", min(digits, MOST_DIGITS), scale)


def sql_type(kind: ColumnType) -> SqlType | None:
    """Return the type that a column has in expressions, None for one that has none."""
    data_type = kind.data_type
    if types.is_uint64(data_type):
        return decimal(20, 0)
    if types.is_integer(data_type):
        return SqlType("int", _DIGITS[data_type.bit_width])
    if types.is_decimal128(data_type):
        return decimal(data_type.precision, data_type.scale)
    if types.is_timestamp(data_type) and data_type.unit != "ns":
        return SqlType("timestamp", is_fine=data_type.unit != "s")
    return next((made for matches, made in _SIMPLE if matches(data_type)), None)


_SIMPLE = (
    (types.is_boolean, BOOL),
    (types.is_float32, FLOAT),
    (types.is_float64, FLOAT),
    (types.is_string, TEXT),
    (types.is_large_string, TEXT),
    (types.is_date32, DATE),
)


def column_type(made: SqlType, *, nullable: bool) -> ColumnType | None:
    """Return the type of the column that an expression of a type makes, None if there is none."""
    if made.kind == "decimal":
        return ColumnType(pa.decimal128(made.digits, made.scale), nullable)
    if made.kind == "timestamp":
        unit, form = ("us", None) if made.is_fine else ("s", "text")
        return ColumnType(pa.timestamp(unit), nullable, format=form)  # type: ignore[arg-type]  # one of Format
    if made.kind == "date":
        return ColumnType(pa.date32(), nullable, format="text")
    plain = {"bool": pa.bool_(), "int": pa.int64(), "float": pa.float64(), "text": pa.utf8()}
    return ColumnType(plain[made.kind], nullable) if made.kind in plain else None


def common(one: SqlType, other: SqlType) -> SqlType | None:
    """Return the type that values of both fit into, None if there is none."""
    kinds = {one.kind, other.kind}
    if "null" in kinds:
        return other if one.kind == "null" else one
    if kinds <= set(NUMBERS):
        return _common_number(one, other)
    is_fine = one.is_fine or other.is_fine
    if kinds == {"date", "timestamp"}:
        return attrs.evolve(TIMESTAMP, is_fine=is_fine)
    return attrs.evolve(one, is_fine=is_fine) if one.kind == other.kind else None


def _common_number(one: SqlType, other: SqlType) -> SqlType:
    if "float" in (one.kind, other.kind):
        return FLOAT
    if one.kind == other.kind == "int":
        return SqlType("int", max(one.digits, other.digits))
    scale = max(one.scale, other.scale)
    whole = max(one.digits - one.scale, other.digits - other.scale)
    return decimal(whole + scale, scale)
