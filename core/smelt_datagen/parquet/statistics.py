"""What a footer says of the values of a column chunk, by which readers leave out row groups."""

from __future__ import annotations

from smelt_datagen.parquet.thrift import BINARY, I64, TRUE, Struct

_LONGEST = 4096
"""Bytes of a text up to which it stands in a footer, as with pyarrow."""


def statistics(nulls: int, bounds: tuple[bytes, bytes] | None, *, is_signed: bool) -> Struct:
    """Return the struct Statistics; `bounds` are the smallest and largest value, encoded plainly.

    The fields of old that hold them too are for numbers that may be negative only.
    """
    if bounds is None:
        return {3: (I64, nulls)}
    smallest, largest = bounds
    said: Struct = {}
    if is_signed:
        said |= {1: (BINARY, largest), 2: (BINARY, smallest)}
    said[3] = (I64, nulls)
    if len(largest) <= _LONGEST:
        said[5] = (BINARY, largest)
    if len(smallest) <= _LONGEST:
        said[6] = (BINARY, smallest)
    exact: Struct = {7: (TRUE, True), 8: (TRUE, True)}
    return said | {field: exact[field] for field in exact if field - 2 in said}
