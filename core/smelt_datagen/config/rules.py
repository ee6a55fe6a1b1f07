"""What the values of keys must be beyond their types."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import attrs

from smelt_datagen.arrays.type_names import NAMES, PATTERN, type_named
from smelt_datagen.messages import near_names, quote


@attrs.frozen(eq=False, repr=False)
class Rule:
    """What a value must be beyond its type: a check, and what a JSON Schema can say of it."""

    check: Callable[[Any], str | None]
    """Returns what is wrong with a value, or None."""
    schema: Mapping[str, Any]


def _bounded(words: str, holds: Callable[[Any], bool], schema: Mapping[str, Any]) -> Rule:
    def check(value: Any) -> str | None:
        return None if holds(value) else f"must be {words} (found {quote(value)})"

    return Rule(check, schema)


AT_LEAST_ONE = _bounded("at least 1", lambda value: value >= 1, {"minimum": 1})
# 0 is refused later, when the scale factor is known and can be named
ROWS = _bounded("at least 1", lambda value: value >= 0, {"minimum": 1})
ABOVE_ZERO = _bounded("greater than 0", lambda value: value > 0, {"exclusiveMinimum": 0})
FRACTION = _bounded("from 0 to 1", lambda value: 0 <= value <= 1, {"minimum": 0, "maximum": 1})


def _unknown_type(name: str) -> str | None:
    if type_named(name) is not None:
        return None
    if name.startswith("decimal"):
        words = "must be decimal(p, s): p digits, 1 to 38, of which s stand after the point"
        return f"{words} (found {quote(name)})"
    return f"unknown type {quote(name)}{near_names(name, NAMES)}"


DATA_TYPE = Rule(_unknown_type, {"pattern": f"^({PATTERN})$", "examples": [*NAMES]})
FROM_MINUS_1_TO_1 = _bounded(
    "from -1 to 1", lambda value: -1 <= value <= 1, {"minimum": -1, "maximum": 1}
)
ORDER = _bounded(
    "'asc' or 'desc'", lambda value: value in ("asc", "desc"), {"enum": ["asc", "desc"]}
)
UNIT = _bounded(
    "'hour', 'day' or 'month'",
    lambda value: value in ("hour", "day", "month"),
    {"enum": ["hour", "day", "month"]},
)
NOT_EMPTY = Rule(lambda value: None if value else "must not be empty", {"minLength": 1})
