"""Rows for people and for pipes."""

from __future__ import annotations

import io
import json
import shutil
import sys
from typing import TextIO

import pyarrow as pa
import pyarrow.csv
from rich.console import Console
from rich.table import Table

from smelt_datagen.arrays.python_values import python_values
from smelt_datagen.messages import printable

_ENDLESS = 100_000
"""Width of a table that is not for a terminal: no cell is cut or wrapped."""


def print_table(table: pa.Table, *, terminal: bool) -> None:
    """Print rows under their column names; numbers to the right, nulls as `null`."""
    shown = Table(box=None, pad_edge=False, header_style="bold")
    for field in table.schema:
        number = pa.types.is_integer(field.type) or pa.types.is_floating(field.type)
        shown.add_column(
            printable(field.name), justify="right" if number else "left", overflow="fold"
        )
    columns = [python_values(column.combine_chunks()) for column in table.columns]
    for row in zip(*columns, strict=True):
        shown.add_row(*map(_cell, row))
    text = io.StringIO()  # rich would end the process where a pipe is closed
    width = shutil.get_terminal_size().columns if terminal else _ENDLESS
    console = Console(
        file=text,
        width=width,
        force_terminal=terminal,
        markup=False,
        emoji=False,
        highlight=False,
    )
    console.print(shown)
    sys.stdout.write(text.getvalue())


def write_csv(reader: pa.RecordBatchReader, stream: TextIO) -> None:
    """Write a header and one line per row, strings in quotes, nulls as nothing.

    Lists and structs are JSON text, as CSV has neither; durations are as `0:00:05`.
    """
    schema = pa.schema([field.with_type(_csv_type(field.type)) for field in reader.schema])
    with pyarrow.csv.CSVWriter(stream.buffer, schema) as writer:
        for batch in reader:
            columns = zip(batch.columns, schema, strict=True)
            arrays = [_for_csv(array, field.type) for array, field in columns]
            writer.write_batch(pa.record_batch(arrays, schema=schema))


def write_jsonl(reader: pa.RecordBatchReader, stream: TextIO) -> None:
    """Write one JSON object per row."""
    for batch in reader:
        columns = [python_values(array) for array in batch.columns]
        rows = (
            dict(zip(batch.schema.names, row, strict=True)) for row in zip(*columns, strict=True)
        )
        stream.write("".join(f"{_without_controls(_compact_json(row))}\n" for row in rows))


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


def _compact_json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), default=str)


def _csv_type(data_type: pa.DataType) -> pa.DataType:
    is_text = pa.types.is_nested(data_type) or pa.types.is_duration(data_type)
    return pa.utf8() if is_text else data_type


def _for_csv(array: pa.Array, data_type: pa.DataType) -> pa.Array:
    if array.type.equals(data_type):
        return array
    spell = _compact_json if pa.types.is_nested(array.type) else str
    texts = [None if value is None else spell(value) for value in python_values(array)]
    return pa.array(texts, data_type)


def _cell(value: object) -> str:
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    is_nested = isinstance(value, list | dict)
    return printable(_compact_json(value) if is_nested else str(value))
