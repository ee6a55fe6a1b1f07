"""What callers hand over, checked: a wrong argument is an error that names it."""

from __future__ import annotations

import math
import numbers
from collections.abc import Iterable
from typing import Any

from smelt_datagen.errors import ArgumentError
from smelt_datagen.messages import near_names, quote


def checked_integer(name: str, value: object, low: int, high: int | None = None) -> int:
    """Return an integer, of Python's or NumPy's, from `low` to `high`.

    Raises ArgumentError for a value of another type or out of range.
    """
    if not isinstance(value, numbers.Integral) or isinstance(value, bool):
        raise _wrong(name, "an integer", value)
    found = int(value)
    if found < low or (high is not None and found > high):
        bounds = f"at least {low}" if high is None else f"from {low} to {high}"
        raise _wrong(name, bounds, found)
    return found


def checked_number(name: str, value: object, *, above: float | None = None) -> float:
    """Return a finite number, greater than `above` or else at least 0.

    Raises ArgumentError for a value of another type or out of range.
    """
    if not isinstance(value, numbers.Real) or isinstance(value, bool):
        raise _wrong(name, "a number", value)
    found = float(value)
    if not math.isfinite(found) or not (found >= 0 if above is None else found > above):
        bounds = "at least 0" if above is None else f"greater than {above}"
        raise _wrong(name, f"{bounds} and finite", found)
    return found


def check_choice(name: str, value: object, known: Iterable[str]) -> None:
    """Raise ArgumentError, with near names, for a value that is none of the `known`."""
    names = list(known)
    if not isinstance(value, str):
        raise _wrong(name, " or ".join(map(quote, names)), value)
    if value not in names:
        raise ArgumentError(f"{name}: there is no {quote(value)}{near_names(value, names)}")


def check_type(name: str, value: object, kinds: type | tuple[type, ...], what: str) -> None:
    """Raise ArgumentError for a value of another type than `kinds`, which are called `what`."""
    if not isinstance(value, kinds):
        raise _wrong(name, what, value)


def checked_names(name: str, value: object) -> list[str]:
    """Return a list of names; raise ArgumentError for anything else, a single name included."""
    listed: list[Any] = list(value) if isinstance(value, Iterable) else [None]
    if isinstance(value, str | bytes) or not all(isinstance(one, str) for one in listed):
        raise _wrong(name, "a list of names", value)
    return listed


def _wrong(name: str, expected: str, value: object) -> ArgumentError:
    found = value if isinstance(value, str | int | float | None) else type(value).__name__
    return ArgumentError(f"{name} must be {expected} (found {quote(found)})")
