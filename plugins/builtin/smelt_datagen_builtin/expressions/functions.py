"""The functions that expressions have: one list, from which the docs have theirs."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

import attrs
import numpy as np
from smelt_datagen import elementary

from smelt_datagen_builtin.expressions import arithmetic, makers, rounding, texts
from smelt_datagen_builtin.expressions.calls import Make


@attrs.frozen
class Function:
    """A function: how it is called, and what it gives."""

    form: str
    gives: str
    says: str
    make: Make
    nulls: str = "where an argument is"

    @property
    def name(self) -> str:
        """What it is called."""
        return self.form.partition("(")[0]

    @property
    def fewest(self) -> int:
        """How many arguments it needs."""
        return self.form.count(",") + 1 - self.form.count("[") - self.form.count("…")

    @property
    def most(self) -> int | None:
        """How many arguments it takes; None for any number."""
        return None if "…" in self.form else self.form.count(",") + 1


_SAME, _ALL = "the type of x", "the type that all fit into"
_TEXT, _INT, _FLOAT = "varchar", "bigint", "double"

_NUMBERS = (
    Function(
        "abs(x)", _SAME, "size of a number", lambda c: arithmetic.absolute(makers.number_of(c))
    ),
    Function("round(x[, places])", _SAME, "rounded, halves away from zero", makers.rounded),
    Function(
        "floor(x)", _SAME, "next integer below", lambda c: rounding.floor(makers.number_of(c))
    ),
    Function("ceil(x)", _SAME, "next integer above", lambda c: rounding.ceil(makers.number_of(c))),
    Function("sqrt(x)", _FLOAT, "square root", makers.of_doubles(np.sqrt)),
    Function("exp(x)", _FLOAT, "power of e", makers.of_doubles(elementary.exp)),
    Function("ln(x)", _FLOAT, "natural logarithm", makers.of_doubles(elementary.log)),
)
_CHOICES = (
    Function("greatest(x, …)", _ALL, "largest", makers.best(">"), "where all are"),
    Function("least(x, …)", _ALL, "smallest", makers.best("<"), "where all are"),
    Function("coalesce(x, …)", _ALL, "first that is not null", makers.coalesce, "where all are"),
    Function(
        "nullif(x, y)", _SAME, "x, unless it equals y", makers.null_if, "where x is or equals y"
    ),
)
_TEXTS = (
    Function("lower(s)", _TEXT, "small letters", lambda c: texts.lower(makers.text_of(c))),
    Function("upper(s)", _TEXT, "capitals", lambda c: texts.upper(makers.text_of(c))),
    Function(
        "trim(s)", _TEXT, "without spaces at its ends", lambda c: texts.trim(makers.text_of(c))
    ),
    Function("length(s)", _INT, "number of characters", lambda c: texts.length(makers.text_of(c))),
    Function(
        "substr(s, start[, count])",
        _TEXT,
        "characters from `start` on; the first is 1, and -1 the last",
        makers.substr,
    ),
    Function("left(s, count)", _TEXT, "first characters", makers.side(texts.left)),
    Function("right(s, count)", _TEXT, "last characters", makers.side(texts.right)),
    Function(
        "lpad(s, count, fill)", _TEXT, "filled on the left, or cut", makers.padded(is_left=True)
    ),
    Function(
        "rpad(s, count, fill)", _TEXT, "filled on the right, or cut", makers.padded(is_left=False)
    ),
    Function("replace(s, old, new)", _TEXT, "every `old` replaced", makers.replaced),
    Function(
        "concat(x, …)",
        _TEXT,
        "one behind the other, without those that are null",
        lambda c: texts.joined_known(c.args),
        "never",
    ),
)
_UNITS = ("year", "quarter", "month", "week", "day", "hour", "minute", "second")
_MOMENTS = (
    Function(
        "date_part(part, d)",
        "bigint; double for `epoch`",
        "a part of a date, timestamp or interval; the same as `extract(part from d)`",
        makers.part,
    ),
    *(Function(f"{unit}(d)", _INT, f"the {unit}", makers.fixed_part(unit)) for unit in _UNITS),
    Function("date_trunc(unit, d)", "timestamp", "first moment of the unit", makers.truncated),
    Function("date_diff(unit, from, to)", _INT, "starts of a unit in between", makers.difference),
)

FUNCTIONS: Mapping[str, Function] = MappingProxyType(
    {one.name: one for one in (*_NUMBERS, *_CHOICES, *_TEXTS, *_MOMENTS)}
)
"""By their names."""
