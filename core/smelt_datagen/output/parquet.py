"""Record batches into one Parquet file that has its final name only when it is whole.

The only module that writes and reads Parquet with pyarrow. `pyarrow.parquet` itself is left for
where a file is read: importing it brings every remote file system and ssl.
"""

from __future__ import annotations

import base64
import contextlib
import math
import os
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Literal, TypeAlias

import attrs
import pyarrow as pa
from pyarrow._parquet import ParquetWriter

from smelt_datagen.arrays.conversion import decoded
from smelt_datagen.errors import OutputError
from smelt_datagen.output.row_groups import EncodedRowGroup, RowGroupFile, taken_apart
from smelt_datagen.protocol.column_type import ColumnType

Compression: TypeAlias = Literal["snappy", "zstd", "none"]

ROW_GROUP_ROWS = 1 << 17
"""Rows of every row group but a file's last; never depends on workers or machine."""

_BATCH_ROWS = 1 << 12
"""Rows that pyarrow encodes at a time. Its 1,024 take 28 ns a row for a dictionary column, these
21 ns; many more would make pages of long texts large, since a page ends between batches only."""

PARTIAL_SUFFIX = ".partial"


def partial_path(file: Path) -> Path:
    """Return the name under which `file` is written, hidden from readers of the folder."""
    return file.with_name(f".{file.name}{PARTIAL_SUFFIX}")


@attrs.frozen(eq=False)
class Encoding:
    """How the row groups of one dataset's files of `row_count` rows are encoded."""

    schema: pa.Schema
    categorical: tuple[str, ...]
    metadata: Mapping[str, str]
    compression: Compression

    @classmethod
    def of(
        cls,
        types: Mapping[str, ColumnType],
        row_count: int,
        metadata: Mapping[str, str],
        compression: Compression,
    ) -> Encoding:
        """Return the encoding of a file with columns of these types and so many rows."""
        kept = {name: _keeps_dictionary(kind, row_count) for name, kind in types.items()}
        schema = pa.schema(
            [
                pa.field(name, kind.array_type if kept[name] else kind.data_type, kind.nullable)
                for name, kind in types.items()
            ]
        )
        categorical = tuple(name for name in types if kept[name])
        return cls(schema, categorical, {**metadata, **_arrow_schema(types)}, compression)

    def encoded(self, blocks: Sequence[Sequence[pa.Array]]) -> EncodedRowGroup:
        """Return one row group: of every block, the arrays of all columns. No block: no rows."""
        sink = pa.BufferOutputStream()
        writer = ParquetWriter(
            sink,
            self.schema,
            version="2.6",
            writer_engine_version="V2",
            compression=self.compression,
            use_dictionary=list(self.categorical),
            store_schema=False,  # it would have the dictionary types (see _arrow_schema)
            write_batch_size=_BATCH_ROWS,
        )
        writer.add_key_value_metadata(dict(self.metadata))
        if blocks:
            writer.write_table(self._table(blocks), row_group_size=ROW_GROUP_ROWS)
        writer.close()
        return taken_apart(sink.getvalue())

    def _table(self, blocks: Sequence[Sequence[pa.Array]]) -> pa.Table:
        columns = [
            pa.chunked_array([decoded(chunk, field.type) for chunk in chunks], field.type)
            for chunks, field in zip(zip(*blocks, strict=True), self.schema, strict=True)
        ]
        return pa.Table.from_arrays(columns, schema=self.schema)


class PartFile:
    """One Parquet file being written: under its partial name until `publish`."""

    def __init__(self, file: Path) -> None:
        self.file = file
        with explained(file.parent):
            file.parent.mkdir(parents=True, exist_ok=True)
        with explained(file):
            self._stream = partial_path(file).open("wb")
            self._row_groups = RowGroupFile(self._stream)

    def append(self, encoded: EncodedRowGroup) -> None:
        """Write the next row group."""
        with explained(self.file):
            self._row_groups.append(encoded)

    def close(self) -> int:
        """Complete the file under its partial name and return its size in bytes."""
        with explained(self.file):
            size = self._row_groups.finish()
            self._stream.close()
        return size

    def abandon(self) -> None:
        """Remove what was written, after a failure; the final name is left alone."""
        with contextlib.suppress(OSError):  # the failure that led here is the one to report
            self._stream.close()
        with contextlib.suppress(OSError):
            partial_path(self.file).unlink(missing_ok=True)

    def publish(self) -> None:
        """Give the complete file its final name, replacing an older one."""
        with explained(self.file):
            partial_path(self.file).replace(self.file)


def read_metadata(file: Path) -> Mapping[str, str]:
    """Return the key-value metadata of a Parquet file; empty if it has none or is no Parquet."""
    import pyarrow.parquet as pq  # noqa: PLC0415 (see above)

    try:
        raw = pq.read_metadata(file).metadata or {}
    except (OSError, pa.ArrowException):
        return {}
    return {
        key.decode(errors="replace"): value.decode(errors="replace") for key, value in raw.items()
    }


@contextlib.contextmanager
def explained(path: Path) -> Iterator[None]:
    """Turn an error of the operating system into an OutputError that names `path`."""
    try:
        yield
    except OSError as error:
        reason = os.strerror(error.errno) if error.errno else str(error)
        about = Path(error.filename or path)
        raise OutputError(f"{path if about == partial_path(path) else about}: {reason}") from error


def _arrow_schema(types: Mapping[str, ColumnType]) -> Mapping[str, str]:
    """Return the metadata that tells Arrow's readers of durations, which Parquet has not.

    Others read them as integers. Without durations there is none: Parquet says all.
    """
    schema = pa.schema(
        [pa.field(name, kind.data_type, kind.nullable) for name, kind in types.items()]
    )
    if not any(map(pa.types.is_duration, schema.types)):
        return {}
    return {"ARROW:schema": base64.b64encode(schema.serialize().to_pybytes()).decode()}


def _keeps_dictionary(kind: ColumnType, row_count: int) -> bool:
    """Whether a file of `row_count` rows gains from a column's dictionary.

    Every row group carries the dictionary whole, so it must be small beside the rows.
    """
    size = math.inf if kind.dictionary is None else len(kind.dictionary)
    return 2 * size <= min(row_count, ROW_GROUP_ROWS)
