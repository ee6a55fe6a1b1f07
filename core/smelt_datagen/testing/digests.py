"""Digests of values, which do not depend on a version of Arrow."""

from __future__ import annotations

import hashlib
import json
from typing import Any

import pyarrow as pa


def digest(data: pa.Table | pa.Array | pa.ChunkedArray) -> str:
    """Return a digest of the values of an array, or of the columns of a table with their names.

    Floats count to the last bit; how an array is encoded or chunked does not count.
    """
    values = data.to_pydict() if isinstance(data, pa.Table) else data.to_pylist()
    text = json.dumps(values, ensure_ascii=False, default=_spell)
    return hashlib.blake2b(text.encode(), digest_size=16).hexdigest()


def _spell(value: Any) -> str:
    """Return what JSON has no word for: dates, times, decimals, bytes."""
    return f"{type(value).__name__} {value!s}"
