"""How the pages of a chunk are compressed, where that makes them smaller."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pyarrow as pa

_NUMBERS: Mapping[str, int] = {"none": 0, "snappy": 1, "zstd": 6}
"""In parquet.thrift."""
_GAIN = 0.98


def compressed(bodies: Sequence[bytes], codec: str) -> tuple[int, Sequence[bytes]]:
    """Return the number of a codec and what it makes of the bodies of a chunk's pages.

    It is the codec that is asked for, or none if the chunk is hardly larger without: readers are
    spared the work, and Snappy gives up on random bits soon.
    """
    if codec != "none":
        made = [pa.compress(body, codec=codec, asbytes=True) for body in bodies]
        if sum(map(len, made)) < _GAIN * sum(map(len, bodies)):
            return _NUMBERS[codec], made
    return _NUMBERS["none"], bodies
