"""Files of few rows, which pyarrow encodes whole.

Every column that is encoded here takes some 50 us, and pyarrow's share of a file is 30 us a column:
what a value costs does not matter before there are thousands of them.
"""

from __future__ import annotations

import functools
from collections.abc import Mapping, Sequence

import attrs
import pyarrow as pa

from smelt_datagen.parquet.arrow_files import ArrowFiles
from smelt_datagen.parquet.footers import footer_bytes, sorted_pairs, with_sorted_pairs
from smelt_datagen.protocol.file_format import Sink

MOST_ROWS = 1 << 12


@attrs.frozen(eq=False, slots=False)
class SmallFileEncoding:
    """How files of one dataset are encoded that are one row group of few rows, or have none."""

    arrow: ArrowFiles
    metadata: Mapping[str, str]

    def encode(self, blocks: Sequence[Sequence[pa.Array]]) -> pa.Buffer:
        """Return the file: of every block, the arrays of all columns. No block: no rows."""
        columns = [*zip(*blocks, strict=True)] or [()] * len(self.arrow.schema)
        file = self.arrow.file(
            dict(zip(self.arrow.schema.names, columns, strict=True)), self.metadata
        )
        is_in_order = self._pairs in footer_bytes(file)
        return file if is_in_order else with_sorted_pairs(file, self.metadata)

    def joint(self, sink: Sink) -> SmallFile:
        """Begin a file."""
        return SmallFile(sink)

    @functools.cached_property
    def _pairs(self) -> bytes:
        return sorted_pairs(self.metadata)


@attrs.frozen
class SmallFile:
    """A file that is encoded whole."""

    sink: Sink

    def append(self, file: pa.Buffer) -> None:
        """Write the file."""
        self.sink.write(memoryview(file).cast("B"))

    def finish(self) -> None:
        """Write nothing more."""
