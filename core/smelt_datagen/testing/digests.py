"""Digests of values, which do not depend on a version of Arrow."""

from __future__ import annotations

import hashlib
import json
from typing import Any

import pyarrow as pa

from smelt_datagen.arrays.python_values import python_values


def digest(data: pa.Table | pa.Array | pa.ChunkedArray) -> str:
    """Return a digest of the values of an array, or of the columns of a table with their names.

    Floats count to the last bit; how an array is encoded or chunked does not count.
    """
    if isinstance(data, pa.Table):
        values: Any = {name: _values(data[name]) for name in data.column_names}
    else:
        values = _values(data)
    text = json.dumps(values, ensure_ascii=False, default=_spell)
    return hashlib.blake2b(text.encode(), digest_size=16).hexdigest()


def _values(data: pa.Array | pa.ChunkedArray) -> list[Any]:
    return python_values(data.combine_chunks() if isinstance(data, pa.ChunkedArray) else data)


def _spell(value: Any) -> str:
    """Return what JSON has no word for: dates, times, decimals, bytes."""
    return f"{type(value).__name__} {value!s}"
