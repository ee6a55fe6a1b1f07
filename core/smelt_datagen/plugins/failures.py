"""Exceptions of a plugin's code, in one line."""

from __future__ import annotations

import traceback
from pathlib import Path


def describe(error: BaseException) -> str:
    """Return type, message and place of an exception in one line, whatever its message is like."""
    try:
        message = " ".join(str(error).split())
    except Exception:  # noqa: BLE001 (a plugin's own exception may be broken too)
        message = ""
    kind = type(error).__name__
    return f"{f'{kind}: {message}' if message else kind}{_place(error)}"


def _place(error: BaseException) -> str:
    """Return file, line and function of the innermost frame that is not the product's own."""
    product = Path(__file__).parents[1]
    for frame in reversed(traceback.extract_tb(error.__traceback__)):
        file = Path(frame.filename)
        if file.suffix == ".py" and product not in file.parents:
            inside = "" if frame.name == "<module>" else f", in {frame.name}"
            return f" ({file.name}:{frame.lineno}{inside})"
    return ""
