"""Rows for people and for pipes."""

from __future__ import annotations

import json
from typing import TextIO

import click
import pyarrow as pa
import pyarrow.csv
from rich.console import Console
from rich.table import Table

_ENDLESS = 100_000
"""Width of a table that is not for a terminal: no cell is cut or wrapped."""


def print_table(table: pa.Table, *, terminal: bool) -> None:
    """Print rows under their column names; numbers to the right, nulls as `null`."""
    shown = Table(box=None, pad_edge=False, header_style="bold")
    for field in table.schema:
        number = pa.types.is_integer(field.type) or pa.types.is_floating(field.type)
        shown.add_column(field.name, justify="right" if number else "left", overflow="fold")
    for row in table.to_pylist():
        shown.add_row(*(_cell(value) for value in row.values()))
    Console(width=None if terminal else _ENDLESS, markup=False, highlight=False).print(shown)


def write_csv(reader: pa.RecordBatchReader, stream: TextIO) -> None:
    """Write a header and one line per row, strings in quotes, nulls as nothing."""
    with pyarrow.csv.CSVWriter(stream.buffer, reader.schema) as writer:
        for batch in reader:
            writer.write_batch(batch)


def write_jsonl(reader: pa.RecordBatchReader, stream: TextIO) -> None:
    """Write one JSON object per row."""
    for batch in reader:
        lines = [
            json.dumps(row, ensure_ascii=False, separators=(",", ":"), default=str)
            for row in batch.to_pylist()
        ]
        stream.write("".join(f"{line}\n" for line in lines))


def indented_json(value: object) -> str:
    """Return a value as JSON for people and programs."""
    return json.dumps(value, ensure_ascii=False, indent=2, default=str)


def echo_json(value: object) -> None:
    """Print a value as indented JSON."""
    click.echo(indented_json(value))


def _cell(value: object) -> str:
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value)
