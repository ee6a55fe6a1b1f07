"""Which Arrow types a column may have: those that every reader and writer of a run can take."""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import TypeAlias

import pyarrow as pa
from pyarrow import types

from smelt_datagen.protocol.column_type import ColumnType

Predicate: TypeAlias = Callable[[pa.DataType], bool]


def _any_of(*matches: Predicate) -> Predicate:
    return lambda data_type: any(one(data_type) for one in matches)


ALLOWED: Mapping[str, Predicate] = MappingProxyType(
    {
        "bool": types.is_boolean,
        "int8, int16, int32, int64, uint8, uint16, uint32, uint64": types.is_integer,
        "float, double": _any_of(types.is_float32, types.is_float64),
        "decimal128": types.is_decimal128,
        "date32": types.is_date32,
        "time32, time64": types.is_time,
        "timestamp": types.is_timestamp,
        "duration": types.is_duration,
        "string, large_string": _any_of(types.is_string, types.is_large_string),
        "binary, large_binary, fixed_size_binary": _any_of(
            types.is_binary, types.is_large_binary, types.is_fixed_size_binary
        ),
        "list, large_list": _any_of(types.is_list, types.is_large_list),
        "struct": types.is_struct,
    }
)
"""The names of the types, and what tells them. Items of lists and fields of structs are of these
types too; timestamps may have a time zone. Parquet has no lists of a fixed size, and pyarrow before
26 cannot write nulls of them."""


def refused(kind: ColumnType) -> str | None:
    """Return what is wrong with the Arrow type of a column, or None."""
    return _refused(kind.data_type, may_be_null=kind.nullable)


@functools.lru_cache
def _refused(data_type: pa.DataType, *, may_be_null: bool) -> str | None:
    if not any(matches(data_type) for matches in ALLOWED.values()):
        return f"{data_type}, which no column can have (it can have {', '.join(ALLOWED)})"
    if types.is_struct(data_type) and may_be_null:
        required = [field.name for field in data_type if not field.nullable]
        if required:
            names = ", ".join(f"'{name}'" for name in required)
            return (
                f"{data_type}, which may be null while its field {names} may not: allow nulls there"
            )
    if not types.is_nested(data_type):
        return None
    fields = list(data_type) if types.is_struct(data_type) else [data_type.value_field]
    found = (_refused(field.type, may_be_null=field.nullable) for field in fields)
    return next((wrong for wrong in found if wrong is not None), None)
