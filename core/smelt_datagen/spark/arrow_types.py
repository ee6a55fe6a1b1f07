"""The Arrow types that Spark takes, in place of those that it lacks."""

from __future__ import annotations

from collections.abc import Mapping

import pyarrow as pa

_IN_PLACE: Mapping[pa.DataType, pa.DataType] = {
    pa.uint8(): pa.int16(),
    pa.uint16(): pa.int32(),
    pa.uint32(): pa.int64(),
    pa.uint64(): pa.decimal128(20, 0),
    pa.float16(): pa.float32(),
    pa.date64(): pa.date32(),
    pa.large_utf8(): pa.utf8(),
    pa.large_binary(): pa.binary(),
}


def spark_schema(schema: pa.Schema) -> pa.Schema:
    """Return a schema with the types that Spark has for each column.

    Unsigned integers become the next wider signed ones, those of 64 bits decimals; all times count
    microseconds, of which those of a zone are in UTC.
    """
    return pa.schema([field.with_type(_spark_type(field.type)) for field in schema])


def _spark_type(data_type: pa.DataType) -> pa.DataType:  # noqa: PLR0911 (a kind a line)
    if data_type in _IN_PLACE:
        return _IN_PLACE[data_type]
    if pa.types.is_timestamp(data_type):
        return pa.timestamp("us", None if data_type.tz is None else "UTC")
    if pa.types.is_time(data_type):
        return pa.time64("us")
    if pa.types.is_duration(data_type):
        return pa.duration("us")
    if pa.types.is_fixed_size_binary(data_type):
        return pa.binary()
    if pa.types.is_struct(data_type):
        return pa.struct([field.with_type(_spark_type(field.type)) for field in data_type])
    if pa.types.is_nested(data_type):
        item = data_type.value_field
        return pa.list_(pa.field("element", _spark_type(item.type), item.nullable))
    return data_type
