"""Record batches into one Parquet file that has its final name only when it is whole.

The only module that uses pyarrow.parquet.
"""

from __future__ import annotations

import contextlib
import math
import os
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Literal, TypeAlias

import pyarrow as pa
import pyarrow.parquet as pq

from smelt_datagen.arrays import decoded
from smelt_datagen.column import Column
from smelt_datagen.errors import OutputError

Compression: TypeAlias = Literal["snappy", "zstd", "none"]

ROW_GROUP_ROWS = 1 << 17
"""Rows of every row group but a file's last; never depends on workers or machine."""

PARTIAL_SUFFIX = ".partial"


def partial_path(file: Path) -> Path:
    """Return the name under which `file` is written, hidden from readers of the folder."""
    return file.with_name(f".{file.name}{PARTIAL_SUFFIX}")


class PartFile:
    """One Parquet file being written: under its partial name until `publish`."""

    def __init__(
        self,
        file: Path,
        columns: Mapping[str, Column],
        row_count: int,
        metadata: Mapping[str, str],
        compression: Compression,
    ) -> None:
        self.file = file
        categorical = [
            name for name, column in columns.items() if _keeps_dictionary(column, row_count)
        ]
        self._schema = pa.schema(
            [_field(name, column, name in categorical) for name, column in columns.items()]
        )
        with explained(file.parent):
            file.parent.mkdir(parents=True, exist_ok=True)
        with explained(file):
            self._writer = pq.ParquetWriter(
                partial_path(file),
                self._schema,
                compression=compression,
                use_dictionary=categorical,
                store_schema=False,  # or the dictionary types leak to readers
            )
            self._writer.add_key_value_metadata(dict(metadata))

    def write(self, blocks: Sequence[Sequence[pa.Array]]) -> None:
        """Write one row group: of every block, the arrays of all columns."""
        chunks = zip(*blocks, strict=True)
        columns = [
            pa.chunked_array([decoded(chunk, field.type) for chunk in column], field.type)
            for column, field in zip(chunks, self._schema, strict=True)
        ]
        table = pa.Table.from_arrays(columns, schema=self._schema)
        with explained(self.file):
            self._writer.write_table(table, row_group_size=ROW_GROUP_ROWS)

    def abandon(self) -> None:
        """Remove what was written, after a failure; the final name is left alone."""
        with contextlib.suppress(Exception):  # the failure that led here is the one to report
            self._writer.close()
        partial_path(self.file).unlink(missing_ok=True)

    def close(self) -> int:
        """Complete the file under its partial name and return its size in bytes."""
        with explained(self.file):
            self._writer.close()
            return partial_path(self.file).stat().st_size

    def publish(self) -> None:
        """Give the complete file its final name, replacing an older one."""
        with explained(self.file):
            partial_path(self.file).replace(self.file)


def read_metadata(file: Path) -> Mapping[str, str]:
    """Return the key-value metadata of a Parquet file; empty if it has none or is no Parquet."""
    try:
        raw = pq.read_metadata(file).metadata or {}
    except (OSError, pa.ArrowException):
        return {}
    return {key.decode(): value.decode(errors="replace") for key, value in raw.items()}


@contextlib.contextmanager
def explained(path: Path) -> Iterator[None]:
    """Turn an error of the operating system into an OutputError that names `path`."""
    try:
        yield
    except OSError as error:
        reason = os.strerror(error.errno) if error.errno else str(error)
        about = Path(error.filename or path)
        raise OutputError(f"{path if about == partial_path(path) else about}: {reason}") from error


def _keeps_dictionary(column: Column, row_count: int) -> bool:
    """Whether a file of `row_count` rows gains from the column's dictionary.

    Every row group carries the dictionary whole, so it must be small beside the rows.
    """
    size = math.inf if column.dictionary is None else len(column.dictionary)
    return 2 * size <= min(row_count, ROW_GROUP_ROWS)


def _field(name: str, column: Column, categorical: bool) -> pa.Field:  # noqa: FBT001 (private)
    written = column.array_type if categorical else column.data_type
    return pa.field(name, written, column.nullable)
