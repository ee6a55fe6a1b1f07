"""How the files of a dataset are encoded, by what they hold; and what a file says of itself."""

from __future__ import annotations

import base64
import math
from collections.abc import Iterator, Mapping
from pathlib import Path

import pyarrow as pa

from smelt_datagen.parquet.arrow_files import FIRST_VERSION, ArrowFiles
from smelt_datagen.parquet.column_encodings import ColumnEncodings, leaves
from smelt_datagen.parquet.small_files import MOST_ROWS, SmallFileEncoding
from smelt_datagen.protocol.column_type import ColumnType
from smelt_datagen.protocol.file_format import Encoder, FileContent


def encoder_of(content: FileContent, compression: str, version: str = "2.6") -> Encoder:
    """Return what makes files with such a content."""
    arrow = _arrow_files(content, compression, version)
    metadata = {**content.metadata, **_arrow_schema(content.schema)}
    if content.rows <= min(MOST_ROWS, content.chunk_rows):
        return SmallFileEncoding(arrow, metadata)
    from smelt_datagen.parquet.row_group_encoding import (  # noqa: PLC0415 (6 ms that others save)
        RowGroupEncoding,
    )

    return RowGroupEncoding(content.types, arrow, metadata)


def _arrow_files(content: FileContent, compression: str, version: str) -> ArrowFiles:
    types, rows = content.types, min(content.rows, content.chunk_rows)
    kept = {name: _keeps_dictionary(kind, rows) for name, kind in types.items()}
    schema = pa.schema(
        [
            pa.field(name, kind.array_type if kept[name] else kind.data_type, kind.nullable)
            for name, kind in types.items()
        ]
    )
    categorical = tuple(
        path
        for name, kind in types.items()
        for path in _categorical(name, kind, is_kept=kept[name])
    )
    columns = ColumnEncodings.of(schema, types, categorical, compression)
    if version == FIRST_VERSION:
        columns = ColumnEncodings(dict.fromkeys(columns.compression, compression), {})
    return ArrowFiles(schema, categorical, columns, version)


def read_metadata(file: Path) -> Mapping[str, str]:
    """Return the key-value metadata of a Parquet file; empty if it has none or is no Parquet."""
    import pyarrow.parquet as pq  # noqa: PLC0415 (see arrow_files)

    try:
        raw = pq.read_metadata(file).metadata or {}
    except (OSError, pa.ArrowException):
        return {}
    return {
        key.decode(errors="replace"): value.decode(errors="replace") for key, value in raw.items()
    }


def _arrow_schema(schema: pa.Schema) -> Mapping[str, str]:
    """Return the metadata that tells Arrow's readers of durations, which Parquet has not.

    Others read them as integers. Without durations there is none: Parquet says all.
    """
    if not any(map(pa.types.is_duration, schema.types)):
        return {}
    return {"ARROW:schema": base64.b64encode(schema.serialize().to_pybytes()).decode()}


def _categorical(name: str, kind: ColumnType, *, is_kept: bool) -> Iterator[str]:
    """Yield the paths of what is encoded by a dictionary, in a column or inside of it."""
    for path, _, leaf in leaves(name, kind.data_type, kind):
        if is_kept if path == name else leaf is not None and leaf.dictionary is not None:
            yield path


def _keeps_dictionary(kind: ColumnType, rows: int) -> bool:
    """Whether row groups of so many rows gain from a column's dictionary.

    Every row group carries the dictionary whole, so it must be small beside the rows.
    """
    size = math.inf if kind.dictionary is None else len(kind.dictionary)
    return 2 * size <= rows
