"""JSON read back as what it was made of."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pyarrow as pa
from smelt_datagen.arrays import cast

_BLOCK_BYTES = 1 << 24
"""Bytes that are parsed at a time, of which a row can have so many."""


def rows_of(data: bytes | pa.Buffer, schema: pa.Schema) -> Iterator[pa.RecordBatch]:
    """Yield the objects in `data`, one a line, as rows with these columns."""
    from pyarrow import json  # noqa: PLC0415 (only where files are read)

    if not len(data):
        return
    spelled = pa.schema([field.with_type(_spelled(field.type)) for field in schema])
    options: dict[str, Any] = {
        "parse_options": json.ParseOptions(
            explicit_schema=spelled, unexpected_field_behavior="error"
        ),
        "read_options": json.ReadOptions(block_size=_BLOCK_BYTES, use_threads=False),
    }
    for batch in json.read_json(pa.BufferReader(data), **options).to_batches():
        arrays = [cast(array, field.type) for array, field in zip(batch, schema, strict=True)]
        yield pa.record_batch(arrays, names=batch.schema.names)


def _spelled(data_type: pa.DataType) -> pa.DataType:
    """Return the type as which JSON has values of a type."""
    if pa.types.is_temporal(data_type):
        return pa.utf8()
    if pa.types.is_struct(data_type):
        return pa.struct([field.with_type(_spelled(field.type)) for field in data_type])
    if pa.types.is_list(data_type):
        return pa.list_(_spelled(data_type.value_type))
    return data_type
