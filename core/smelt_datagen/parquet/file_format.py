"""Parquet as a file format, which datasets have if their config names no other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import pyarrow as pa

from smelt_datagen.parquet.encoding import encoder_of, read_metadata
from smelt_datagen.protocol.file_format import Encoder, FileContent, FileFormat, file_format
from smelt_datagen.protocol.parameter import param

_BUFFER = 1 << 20
"""Bytes of each column that are read at a time."""


@file_format("parquet", suffix=".parquet")
class Parquet(FileFormat):
    """Apache Parquet, for every engine: typed, compressed, read by the column."""

    compression: str = param(
        "How pages are compressed.", default="snappy", choices=("snappy", "zstd", "none")
    )

    version: str = param(
        "`1.0` for readers that know no encoding but plain and dictionary.",
        default="2.6",
        choices=("2.6", "1.0"),
    )

    def compressed(self, compression: str) -> Parquet:
        """Return the same with another compression."""
        return Parquet(compression=compression, version=self.version)

    def encoder(self, content: FileContent) -> Encoder:
        """Return what makes files of this content."""
        return encoder_of(content, self.compression, self.version)

    def metadata(self, file: Path) -> Mapping[str, str]:
        """Return the key-value metadata of a file."""
        return read_metadata(file)

    def pieces(self, file: Path) -> Sequence[int]:
        """Return how many rows each row group has."""
        import pyarrow.parquet as pq  # noqa: PLC0415 (see encoding)

        metadata = pq.read_metadata(file)
        return [metadata.row_group(number).num_rows for number in range(metadata.num_row_groups)]

    def read(
        self,
        file: Path,
        schema: pa.Schema,  # noqa: ARG002 (the file has its own)
        piece: int | None = None,
    ) -> Iterator[pa.RecordBatch]:
        """Yield the rows of a file as it has them."""
        import pyarrow.parquet as pq  # noqa: PLC0415 (see encoding)

        opened = pq.ParquetFile(file, buffer_size=_BUFFER)
        if not opened.metadata.num_row_groups:  # which Arrow before 20 refuses to read
            return iter(())
        groups = None if piece is None else [piece]
        return iter(opened.iter_batches(row_groups=groups))
