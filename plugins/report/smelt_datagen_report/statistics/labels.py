"""Values as people read them, the same on every machine."""

from __future__ import annotations

import json
import math
from typing import Any

import numpy as np
import pyarrow as pa
from smelt_datagen.arrays import arrow_array, numpy_dtype

_LONGEST = 48


def label(value: Any) -> str:
    """Return a Python value as text, cut where it is long."""
    if value is None or isinstance(value, bool):
        return json.dumps(value)
    if isinstance(value, int):
        return f"{value:,}"
    if isinstance(value, float):
        return _number(value)
    if isinstance(value, bytes):
        return shortened(value.hex())
    if isinstance(value, list | dict):
        return shortened(json.dumps(value, ensure_ascii=False, default=str))
    return shortened(str(value))


def shortened(text: str, most: int = _LONGEST) -> str:
    """Return a text, its end left out where it is longer than that."""
    return text if len(text) <= most else f"{text[: most - 1]}…"


def value_labels(array: pa.Array) -> list[str]:
    """Return every value of a short array as text."""
    if pa.types.is_temporal(array.type) and not pa.types.is_duration(array.type):
        return [label(text) for text in array.cast(pa.string()).to_pylist()]
    if pa.types.is_duration(array.type):
        return [
            f"{label(number)} {array.type.unit}" for number in array.cast(pa.int64()).to_pylist()
        ]
    return [label(value) for value in array.to_pylist()]


def edge_label(number: float, data_type: pa.DataType) -> str:
    """Return the edge of a bin of numbers of a type: a number, a date, a time."""
    if not pa.types.is_temporal(data_type) or pa.types.is_duration(data_type):
        return label(number)
    limits = np.iinfo(numpy_dtype(data_type))
    held = np.array([min(max(int(number), limits.min), limits.max)], numpy_dtype(data_type))
    try:
        return value_labels(arrow_array(held, data_type))[0]
    except (pa.ArrowInvalid, OverflowError, ValueError):  # behind the last time that there is
        return label(number)


def _number(value: float) -> str:
    if not math.isfinite(value):
        return str(value)
    text = f"{value:,.0f}" if 10_000 <= abs(value) < 1e15 else f"{value:.5g}"  # noqa: PLR2004 (digits)
    return "0" if text == "-0" else text
