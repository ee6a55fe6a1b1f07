"""Comma-separated values."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pyarrow as pa
from smelt_datagen.plugin import ColumnType, FileContent, file_format, param

from smelt_datagen_builtin.formats.cells import QUOTE, cells_of
from smelt_datagen_builtin.formats.parsed_json import rows_of
from smelt_datagen_builtin.formats.text_files import (
    TextEncoder,
    TextFormat,
    opened,
    without_rows,
)
from smelt_datagen_builtin.text.joiner import Joiner
from smelt_datagen_builtin.text.pieces import text_of

_BLOCK_BYTES = 1 << 24
"""Bytes that are parsed at a time, of which a row can have so many."""


@file_format("csv", suffix=".csv")
class Csv(TextFormat):
    """Comma-separated values, quoted as RFC 4180 has it, a line feed behind every row.

    Text is quoted where it has to be: with a delimiter, a quote or a line break in it, if it is
    empty, and if it would read as a null. Lists and structs are text that is JSON.
    """

    header: bool = param("Whether the first line has the names of the columns.", default=True)
    delimiter: str = param(
        "What stands between two values.", default=",", choices=(",", ";", "\t", "|")
    )
    null: str = param("What stands for a null: nothing by default.", default="")

    def refused(self, types: Mapping[str, ColumnType]) -> str | None:
        """Return which column has no form in CSV, or that nulls would not read as such."""
        if any(one in self.null for one in (self.delimiter, QUOTE, "\r", "\n")):
            return f"null must have no delimiter, quote or line break (found {self.null!r})"
        for name, kind in types.items():
            if cells_of(kind, self.delimiter, self.null) is None:
                return f"csv cannot hold column '{name}', which is {kind.data_type}"
        return None

    def encoder(self, content: FileContent) -> TextEncoder:
        """Return what makes lines of cells."""
        parts: list[Any] = []
        for kind in content.types.values():
            cells = cells_of(kind, self.delimiter, self.null)
            parts += [self.delimiter, cells] if parts else [cells]
        names = self.delimiter.join(_quoted(name, self.delimiter) for name in content.types)
        head = f"{names}\n" if self.header else ""
        return TextEncoder(head, Joiner([*parts, "\n"]), self.compression)

    def read(
        self, file: Path, schema: pa.Schema, piece: int | None = None
    ) -> Iterator[pa.RecordBatch]:
        """Yield the rows of a file, with these columns."""
        from pyarrow import csv  # noqa: PLC0415 (only where files are read)

        del piece  # there are none
        plain = pa.schema(
            [
                field.with_type(pa.utf8() if pa.types.is_nested(field.type) else field.type)
                for field in schema
            ]
        )
        with opened(file, self.compression) as stream:
            try:
                reader = csv.open_csv(
                    stream,
                    read_options=csv.ReadOptions(
                        block_size=_BLOCK_BYTES,
                        use_threads=False,
                        column_names=None if self.header else plain.names,
                    ),
                    parse_options=csv.ParseOptions(
                        delimiter=self.delimiter, newlines_in_values=True
                    ),
                    convert_options=csv.ConvertOptions(
                        column_types=plain,
                        null_values=[self.null],
                        strings_can_be_null=True,
                        quoted_strings_can_be_null=False,
                    ),
                )
            except pa.ArrowInvalid as error:
                if "Empty CSV" not in str(error):
                    raise
                yield from without_rows(schema)
                return
            for batch in reader:
                yield _nested_again(batch, schema)


def _quoted(name: str, delimiter: str) -> str:
    if any(one in name for one in (delimiter, QUOTE, "\r", "\n")) or not name:
        return f"{QUOTE}{name.replace(QUOTE, 2 * QUOTE)}{QUOTE}"
    return name


def _nested_again(batch: pa.RecordBatch, schema: pa.Schema) -> pa.RecordBatch:
    """Return a batch whose JSON has become lists and structs, if its columns are those."""
    if batch.schema.names != schema.names:
        return batch
    arrays = [
        _parsed(array, field.type) if pa.types.is_nested(field.type) else array
        for array, field in zip(batch.columns, schema, strict=True)
    ]
    return pa.record_batch(arrays, names=schema.names)


def _parsed(texts: pa.StringArray, data_type: pa.DataType) -> pa.Array:
    line = Joiner(['{"v":', text_of(ColumnType(pa.utf8())), "}\n"])
    lines = line.joined([texts.fill_null("null")], len(texts))
    data = pa.py_buffer(memoryview(lines.buffers()[2] or b""))
    batches = rows_of(data, pa.schema([("v", data_type)]))
    return pa.concat_arrays([pa.nulls(0, data_type), *(batch.column(0) for batch in batches)])
