"""Files of text: lines, made in chunks of which each is compressed alone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import attrs
import pyarrow as pa
from smelt_datagen.plugin import FileFormat, Sink, param

from smelt_datagen_builtin.text.joiner import Joiner

SUFFIXES = {"none": "", "gzip": ".gz", "zstd": ".zst"}
"""What stands behind the suffix of the format."""

_LEVELS = {"gzip": 6, "zstd": 1}
"""Those of the commands of these names, but a faster one of Zstandard, which gains little more."""


@attrs.frozen(slots=False)
class TextFormat(FileFormat):
    """What formats of text have in common."""

    compression: str = param(
        "How files are compressed; their names end in `.gz` or `.zst` then.",
        default="none",
        choices=tuple(SUFFIXES),
    )

    @property
    def suffix(self) -> str:
        """How the names of files end."""
        return f"{self.declaration.suffix}{SUFFIXES[self.compression]}"


@attrs.frozen(eq=False)
class TextEncoder:
    """Makes files of a head, and then a text for every row."""

    head: str
    line: Joiner
    """Joins the columns, in their order."""
    codec: str

    def encode(self, blocks: Sequence[Sequence[pa.Array]]) -> list[Any]:
        """Return the lines of all rows as buffers, or as a compressed one."""
        lines = [self._lines(arrays) for arrays in blocks]
        return lines if self.codec == "none" else [_compressed(lines, self.codec)]

    def joint(self, sink: Sink) -> _Joint:
        """Begin a file."""
        head = [self.head.encode()] if self.head else []
        if head and self.codec != "none":
            head = [_compressed(head, self.codec)]
        return _Joint(sink, head)

    def _lines(self, arrays: Sequence[pa.Array]) -> Any:
        text = self.line.joined(arrays, len(arrays[0]))
        return memoryview(text.buffers()[2] or b"").cast("B")


class _Joint:
    def __init__(self, sink: Sink, head: Sequence[Any]) -> None:
        self._sink = sink
        self.append(head)

    def append(self, chunk: Sequence[Any]) -> None:
        for buffer in chunk:
            self._sink.write(buffer)

    def finish(self) -> None:
        """Do nothing: the last line is the end."""


def _compressed(buffers: Sequence[Any], codec: str) -> Any:
    """Return the buffers as one member of gzip, or one frame of Zstandard.

    Files may have any number of them, one behind the other.
    """
    data = b"".join(buffers)
    packed: Any = pa.Codec(codec, compression_level=_LEVELS[codec]).compress(data)
    return memoryview(packed).cast("B")


def opened(file: Path, codec: str) -> Any:
    """Return a file's bytes as a stream, decompressed; raises OSError as `open` does."""
    return pa.input_stream(str(file), compression=None if codec == "none" else codec)


def without_rows(schema: pa.Schema) -> Iterator[pa.RecordBatch]:
    """Yield one batch without rows, so that the columns of a file are known."""
    yield pa.record_batch([pa.nulls(0, field.type) for field in schema], schema=schema)
