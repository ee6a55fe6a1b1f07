"""Pages of a column chunk: a header, and a body that may be compressed."""

from __future__ import annotations

import attrs
import numpy as np
import numpy.typing as npt

from smelt_datagen.parquet.packing.run_lengths import encoded_runs, repeated_run
from smelt_datagen.parquet.thrift import FALSE, I32, STRUCT, Struct, written

PLAIN, RLE, DELTA_BINARY_PACKED, RLE_DICTIONARY = 0, 3, 5, 8
"""Numbers of encodings in parquet.thrift."""

_DATA_PAGE, _DICTIONARY_PAGE = 0, 2
_LENGTH_BYTES = 4


@attrs.frozen(eq=False, repr=False)
class Page:
    """A header, a body as it is stored, and how many bytes that was before it was compressed."""

    kind: int
    encoding: int
    header: bytes
    body: bytes
    body_uncompressed: int

    @property
    def size(self) -> int:
        """Bytes in the file."""
        return len(self.header) + len(self.body)

    @property
    def uncompressed_size(self) -> int:
        """Bytes if the body was not compressed."""
        return len(self.header) + self.body_uncompressed


def data_page(encoding: int, count: int, uncompressed: int, body: bytes) -> Page:
    """Return the page of `count` values and nulls, whose body had `uncompressed` bytes before."""
    said: Struct = {
        1: (I32, count),
        2: (I32, encoding),
        3: (I32, RLE),  # of definition levels
        4: (I32, RLE),  # of repetition levels, of which there are none
    }
    return _page(_DATA_PAGE, encoding, {5: (STRUCT, said)}, uncompressed, body)


def dictionary_page(count: int, uncompressed: int, body: bytes) -> Page:
    """Return the page of the `count` values of a dictionary."""
    said: Struct = {1: (I32, count), 2: (I32, PLAIN), 3: (FALSE, False)}
    return _page(_DICTIONARY_PAGE, PLAIN, {7: (STRUCT, said)}, uncompressed, body)


def definition_levels(count: int, valid: npt.NDArray[np.bool_] | None) -> bytes:
    """Return what says which of `count` rows have values: all, or those where `valid` is true."""
    runs = repeated_run(1, count, 1) if valid is None else encoded_runs(valid.view(np.uint8), 1)
    return len(runs).to_bytes(_LENGTH_BYTES, "little") + runs


def _page(kind: int, encoding: int, said: Struct, uncompressed: int, body: bytes) -> Page:
    header = written({1: (I32, kind), 2: (I32, uncompressed), 3: (I32, len(body)), **said})
    return Page(kind, encoding, header, body, uncompressed)
