"""What `param` may be told: its arguments are held against each other where they are written."""

from __future__ import annotations

import datetime
import math
import re
from collections.abc import Iterable, Mapping
from typing import Any

_ALIAS = re.compile(r"[A-Za-z_][A-Za-z0-9_-]*(\.[A-Za-z_][A-Za-z0-9_-]*)*")


def check_text(text: object) -> None:
    """Raise TypeError if a parameter's text is none."""
    if not isinstance(text, str):
        raise TypeError(f"a parameter's text is a string, not {text!r}")


def check_alias(alias: object) -> None:
    """Raise TypeError or ValueError if an alias is no name that YAML can have as a key."""
    if alias is None:
        return
    if not isinstance(alias, str):
        raise TypeError(f"alias is a string, not {alias!r}")
    if not _ALIAS.fullmatch(alias):
        raise ValueError(f"{alias!r} is no alias: use words like 'from', 'acme.holidays'")


def check_default(default: object, *, is_given: bool, factory: object) -> None:
    """Raise TypeError or ValueError if there are two defaults, or one that instances would share.

    `default` counts if it `is_given`.
    """
    if factory is not None and not callable(factory):
        raise TypeError(f"factory makes the default when it is called: {factory!r} cannot be")
    if is_given and factory is not None:
        raise ValueError("give default or factory, not both")
    if is_given and isinstance(default, list | dict | set):
        kind = type(default).__name__
        make = "lambda: ..." if default else kind
        raise ValueError(f"all would share a {kind} as default: use factory={make}")


def check_bounds(bounds: Mapping[str, Any]) -> None:
    """Raise TypeError or ValueError for bounds that are no numbers, or that no number keeps."""
    for name, limit in bounds.items():
        if isinstance(limit, bool) or not isinstance(limit, int | float):
            raise TypeError(f"{name} is a number, not {limit!r}")
        if not math.isfinite(limit):
            raise ValueError(f"{name} is a finite number, not {limit!r}")
    for one, other in (("ge", "gt"), ("le", "lt")):
        if one in bounds and other in bounds:
            raise ValueError(f"give {one} or {other}, not both")
    lowest = bounds.get("ge", bounds.get("gt", -math.inf))
    highest = bounds.get("le", bounds.get("lt", math.inf))
    if lowest > highest or (lowest == highest and {"gt", "lt"} & {*bounds}):
        given = ", ".join(f"{name}={limit}" for name, limit in bounds.items())
        raise ValueError(f"no number is within these bounds: {given}")


def choices_of(choices: object) -> tuple[object, ...] | None:
    """Return the choices in their order, those of a set sorted.

    Raises TypeError if they are no list of values that YAML has, ValueError if there are none.
    """
    if choices is None:
        return None
    if isinstance(choices, str) or not isinstance(choices, Iterable):
        raise TypeError(f"choices is a list of values, not {choices!r}")
    is_set = isinstance(choices, set | frozenset)
    listed = tuple(sorted(choices, key=repr) if is_set else choices)
    if not listed:
        raise ValueError("choices is an empty list: there is no value to choose")
    for choice in listed:
        if not isinstance(choice, str | int | float | datetime.date):
            raise TypeError(
                f"a choice is a string, a number, true, false or a date: not {choice!r}"
            )
    return listed
