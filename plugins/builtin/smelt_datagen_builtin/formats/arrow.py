"""Arrow's file format, which readers map into memory."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import attrs
import pyarrow as pa
from smelt_datagen.arrays import decoded
from smelt_datagen.plugin import FileContent, FileFormat, Sink, file_format, param


@file_format("arrow", suffix=".arrow")
class Arrow(FileFormat):
    """Arrow IPC, also called Feather: as it lies in memory, read without parsing.

    A record batch for every block of rows; categorical columns are plain ones.
    """

    compression: str = param(
        "How the buffers of columns are compressed.",
        default="none",
        choices=("none", "lz4", "zstd"),
    )

    def encoder(self, content: FileContent) -> _Encoder:
        """Return what makes record batches."""
        schema = content.schema.with_metadata(dict(content.metadata))
        return _Encoder(schema, None if self.compression == "none" else self.compression)

    def pieces(self, file: Path) -> Sequence[int]:
        """Return how many rows each record batch has."""
        with pa.ipc.open_file(str(file)) as reader:
            return [
                reader.get_batch(number).num_rows for number in range(reader.num_record_batches)
            ]

    def read(
        self, file: Path, schema: pa.Schema, piece: int | None = None
    ) -> Iterator[pa.RecordBatch]:
        """Yield the rows of a file as it has them."""
        del schema  # the file has its own
        with pa.ipc.open_file(str(file)) as reader:
            every = range(reader.num_record_batches) if piece is None else [piece]
            yield from map(reader.get_batch, every)


@attrs.frozen(eq=False)
class _Encoder:
    schema: pa.Schema
    compression: str | None

    def encode(self, blocks: Sequence[Sequence[pa.Array]]) -> list[pa.RecordBatch]:
        return [
            pa.record_batch(
                [
                    decoded(array, field.type)
                    for array, field in zip(arrays, self.schema, strict=True)
                ],
                schema=self.schema,
            )
            for arrays in blocks
        ]

    def joint(self, sink: Sink) -> _Joint:
        return _Joint(sink, self)


class _Joint:
    def __init__(self, sink: Sink, encoder: _Encoder) -> None:
        options = pa.ipc.IpcWriteOptions(compression=encoder.compression)
        self._file = pa.PythonFile(_Writable(sink), mode="w")
        self._writer = pa.ipc.new_file(self._file, encoder.schema, options=options)

    def append(self, batches: Sequence[pa.RecordBatch]) -> None:
        for batch in batches:
            self._writer.write_batch(batch)

    def finish(self) -> None:
        self._writer.close()
        self._file.flush()


class _Writable:
    """A sink as Arrow wants a file."""

    closed = False

    def __init__(self, sink: Sink) -> None:
        self._sink = sink

    def write(self, data: Any) -> int:
        self._sink.write(data)
        return len(data)

    def flush(self) -> None:
        """Do nothing: nothing is held back."""
