"""Rows for pipes: CSV, JSON, Parquet."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Iterator, Mapping
from typing import TextIO

import pyarrow as pa
import pyarrow.csv

from smelt_datagen.arrays.python_values import python_values
from smelt_datagen.cli.terminal import say_text


def write_csv(reader: pa.RecordBatchReader, stream: TextIO) -> None:
    """Write a header and one line per row, strings in quotes, nulls as nothing.

    Lists and structs are JSON text, as CSV has neither; durations are as `0:00:05`. What would
    control a terminal reaches none: there, it is written as escapes.
    """
    if stream.isatty():
        kept = io.TextIOWrapper(io.BytesIO(), encoding="utf-8", newline="")
        write_csv(reader, kept)
        kept.seek(0)
        say_text(kept.read().rstrip("\n"))
        return
    schema = pa.schema([field.with_type(_csv_type(field.type)) for field in reader.schema])
    with pyarrow.csv.CSVWriter(stream.buffer, schema) as writer:
        for batch in reader:
            columns = zip(batch.columns, schema, strict=True)
            arrays = [_for_csv(array, field.type) for array, field in columns]
            writer.write_batch(pa.record_batch(arrays, schema=schema))


def write_jsonl(reader: pa.RecordBatchReader, stream: TextIO, dataset: str | None) -> None:
    """Write one JSON object per row; with a `dataset`, its name and the row within."""
    for row in _json_rows(reader):
        head = "" if dataset is None else f'{{"dataset":{_json_text(dataset)},"row":'
        stream.write(f"{head}{row}{'' if dataset is None else '}'}\n")


def write_json(readers: Mapping[str, pa.RecordBatchReader], stream: TextIO) -> None:
    """Write one JSON object: the rows of each dataset, a line each, under its name."""
    stream.write("{")
    for number, (name, reader) in enumerate(readers.items()):
        stream.write(f"{',' if number else ''}\n{_json_text(name)}: [")
        rows = enumerate(_json_rows(reader))
        stream.writelines(f"{',' if place else ''}\n{row}" for place, row in rows)
        stream.write("\n]")
    stream.write("\n}\n")


def write_parquet(reader: pa.RecordBatchReader, stream: TextIO) -> None:
    """Write the rows as a Parquet file."""
    import pyarrow.parquet

    with pyarrow.parquet.ParquetWriter(stream.buffer, reader.schema) as writer:
        for batch in reader:
            writer.write_batch(batch)


def _json_rows(reader: pa.RecordBatchReader) -> Iterator[str]:
    for batch in reader:
        columns = [python_values(array) for array in batch.columns]
        for row in zip(*columns, strict=True):
            yield _json_text(dict(zip(batch.schema.names, row, strict=True)))


def _json_text(value: object) -> str:
    return _without_controls(compact_json(value))


def indented_json(value: object) -> str:
    """Return a value as JSON for people and programs."""
    return json.dumps(value, ensure_ascii=False, indent=2, default=str)


def echo_json(value: object) -> None:
    """Print a value as indented JSON."""
    sys.stdout.write(f"{_without_controls(indented_json(value))}\n")


def _without_controls(text: str) -> str:
    """Return JSON that says the same, without what controls a terminal or cannot be written."""
    encoding = (sys.stdout.encoding or "").lower().replace("-", "")
    is_universal = encoding.startswith("utf")
    if is_universal and text.replace("\n", "").isprintable():
        return text
    return "".join(
        char
        if char == "\n" or (char.isprintable() and (is_universal or char.isascii()))
        else json.dumps(char)[1:-1]
        for char in text
    )


def compact_json(value: object) -> str:
    """Return a value as JSON without spaces."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), default=str)


def _csv_type(data_type: pa.DataType) -> pa.DataType:
    is_text = pa.types.is_nested(data_type) or pa.types.is_duration(data_type)
    return pa.utf8() if is_text else data_type


def _for_csv(array: pa.Array, data_type: pa.DataType) -> pa.Array:
    if array.type.equals(data_type):
        return array
    spell = compact_json if pa.types.is_nested(array.type) else str
    texts = [None if value is None else spell(value) for value in python_values(array)]
    return pa.array(texts, data_type)
