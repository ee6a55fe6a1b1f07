"""How sqlglot calls what an expression may have: operators, functions, types."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import TypeAlias

import attrs

from smelt_datagen_builtin.expressions import operators
from smelt_datagen_builtin.expressions.calls import Make, Part
from smelt_datagen_builtin.expressions.sql_types import (
    BOOL,
    DATE,
    FLOAT,
    INT,
    TEXT,
    TIMESTAMP,
    SqlType,
)

Arguments: TypeAlias = Callable[[Part], Sequence[Part | None]]

OPERATORS: Mapping[str, tuple[str, Make]] = {
    "Add": ("+", operators.plus_or_minus),
    "Sub": ("-", operators.plus_or_minus),
    "Mul": ("*", operators.times),
    "Div": ("/", operators.over),
    "IntDiv": ("//", operators.over),
    "Mod": ("%", operators.over),
    "Neg": ("-", operators.negative),
    "EQ": ("=", operators.compared),
    "NEQ": ("<>", operators.compared),
    "LT": ("<", operators.compared),
    "LTE": ("<=", operators.compared),
    "GT": (">", operators.compared),
    "GTE": (">=", operators.compared),
    "And": ("and", operators.conjunction),
    "Or": ("or", operators.conjunction),
    "Not": ("not", operators.conjunction),
    "DPipe": ("||", operators.joined),
    "Like": ("like", operators.like),
}
"""The operators by the class of their part, with the arguments that `this` and `expression` are."""


def _of(*names: str) -> Arguments:
    def arguments(part: Part) -> Sequence[Part | None]:
        found: list[Part | None] = []
        for name in names:
            value = part.args.get(name)
            found.extend(value if isinstance(value, list) else [value])
        return found

    return arguments


_ONE, _TWO, _MANY = _of("this"), _of("this", "expression"), _of("this", "expressions")

FUNCTION_PARTS: Mapping[str, tuple[str, Arguments]] = {
    "Abs": ("abs", _ONE),
    "Round": ("round", _of("this", "decimals")),
    "Floor": ("floor", _ONE),
    "Ceil": ("ceil", _ONE),
    "Sqrt": ("sqrt", _ONE),
    "Exp": ("exp", _ONE),
    "Ln": ("ln", _ONE),
    "Greatest": ("greatest", _MANY),
    "Least": ("least", _MANY),
    "Coalesce": ("coalesce", _MANY),
    "Nullif": ("nullif", _TWO),
    "Lower": ("lower", _ONE),
    "Upper": ("upper", _ONE),
    "Trim": ("trim", _of("this", "expression")),
    "Length": ("length", _ONE),
    "Substring": ("substr", _of("this", "start", "length")),
    "Left": ("left", _TWO),
    "Right": ("right", _TWO),
    "Replace": ("replace", _of("this", "expression", "replacement")),
    "Concat": ("concat", _of("expressions")),
    **{
        name.title(): (name, _ONE)
        for name in ("year", "quarter", "month", "week", "day", "hour", "minute", "second")
    },
}
"""Functions of which the parser knows: the name that they have here, and their arguments."""

SYNONYMS = {"datepart": "date_part", "datetrunc": "date_trunc", "datediff": "date_diff"}


@attrs.frozen
class NamedType:
    """A type that something can be cast to; `bits` are those of an integer."""

    type: SqlType
    bits: int = 64


TYPES: Mapping[str, NamedType] = {
    "BOOLEAN": NamedType(BOOL),
    "TINYINT": NamedType(attrs.evolve(INT, digits=3), 8),
    "SMALLINT": NamedType(attrs.evolve(INT, digits=5), 16),
    "INT": NamedType(attrs.evolve(INT, digits=10), 32),
    "BIGINT": NamedType(INT),
    "DOUBLE": NamedType(FLOAT),
    "VARCHAR": NamedType(TEXT),
    "TEXT": NamedType(TEXT),
    "DATE": NamedType(DATE),
    "TIMESTAMP": NamedType(TIMESTAMP),
    "TIMESTAMPNTZ": NamedType(TIMESTAMP),
}
"""By the parser's names; a decimal beside them has its digits."""

INTERVAL_PARTS = re.compile(r"\s*(-?\d+)\s*([a-z]+?)s?(?=\s|$)", re.IGNORECASE)
"""One of `1 hour 30 minutes`."""
