"""Intervals and types as they are written in an expression."""

from __future__ import annotations

from typing import Any

import numpy as np

from smelt_datagen_builtin.expressions import moments
from smelt_datagen_builtin.expressions.calendar import UNITS
from smelt_datagen_builtin.expressions.calls import Part, WrongSql, literal
from smelt_datagen_builtin.expressions.casts import null_of
from smelt_datagen_builtin.expressions.names import INTERVAL_PARTS, TYPES, NamedType
from smelt_datagen_builtin.expressions.nodes import Node
from smelt_datagen_builtin.expressions.sql_types import INT, INTERVAL, MOST_DIGITS, decimal


def spelled_interval(part: Part, text: str) -> Node:
    """Return `1 day` or `1 hour 30 minutes` as an interval; raises WrongSql."""
    made = null_of(INTERVAL)
    end = 0
    for number, found in enumerate(INTERVAL_PARTS.finditer(text)):
        unit = found[2].lower()
        if found.start() != end or unit not in UNITS:
            break
        one = moments.interval(unit, literal(INT, np.int64(found[1])))
        made = one if number == 0 else moments.combined(made, one)
        end = found.end()
    if not end or text[end:].strip():
        raise WrongSql(f"'{text}' is no interval, as '1 day' or '1 hour 30 minutes' are", part)
    return made


def named_type(wanted: Any) -> NamedType | None:
    """Return the type of a cast, None if there is none of its name."""
    name = wanted.this.name
    if name != "DECIMAL":
        return TYPES.get(name) if not wanted.expressions else None
    numbers = [int(one.this.name) for one in wanted.expressions] or [18, 3]
    digits, scale = numbers if len(numbers) == 2 else (numbers[0], 0)  # noqa: PLR2004 (p and s)
    if not 1 <= digits <= MOST_DIGITS or scale > digits:
        return None
    return NamedType(decimal(digits, scale))
