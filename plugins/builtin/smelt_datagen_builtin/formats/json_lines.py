"""JSON Lines: an object for every row."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import attrs
import pyarrow as pa
from smelt_datagen.plugin import ColumnType, FileContent, file_format

from smelt_datagen_builtin.formats.parsed_json import rows_of
from smelt_datagen_builtin.formats.text_files import TextEncoder, TextFormat, opened
from smelt_datagen_builtin.json.json_text import json_text_of
from smelt_datagen_builtin.json.nested import object_parts
from smelt_datagen_builtin.text.joiner import Joiner


@file_format("jsonl", suffix=".jsonl")
class JsonLines(TextFormat):
    """JSON Lines: an object a row, lists and structs as JSON has them, nulls as `null`.

    Dates and timestamps are ISO 8601 text, decimals are numbers, and text that is JSON is text, as
    in every other format.
    """

    def refused(self, types: Mapping[str, ColumnType]) -> str | None:
        """Return which column has no form in JSON."""
        for name, kind in types.items():
            if _text_of(kind) is None or pa.types.is_duration(kind.data_type):
                return f"jsonl cannot hold column '{name}', which is {kind.data_type}"
        return None

    def encoder(self, content: FileContent) -> TextEncoder:
        """Return what makes lines of objects."""
        texts = [_text_of(kind) for kind in content.types.values()]
        parts = object_parts([*content.types], [one for one in texts if one is not None])
        return TextEncoder("", Joiner([*parts, "\n"]), self.compression)

    def read(
        self, file: Path, schema: pa.Schema, piece: int | None = None
    ) -> Iterator[pa.RecordBatch]:
        """Yield the rows of a file, with these columns."""
        del piece  # there are none
        with opened(file, self.compression) as stream:
            data = stream.read()
        yield from rows_of(data, schema)


def _text_of(kind: ColumnType) -> Any:
    """Return how a column's values become JSON, text that is JSON as text."""
    return json_text_of(attrs.evolve(kind, format=None) if kind.format == "json" else kind)
