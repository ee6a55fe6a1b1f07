"""Comparisons: of numbers, texts by their bytes, moments, intervals; `is null`; `in`."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import pyarrow as pa
from pyarrow._compute import call_function
from smelt_datagen.arrays import numpy_values, validity

from smelt_datagen_builtin.expressions.arithmetic import as_decimal, as_float
from smelt_datagen_builtin.expressions.logic import any_of
from smelt_datagen_builtin.expressions.nodes import Node, Outcome, node, strict
from smelt_datagen_builtin.expressions.rows import Evaluated
from smelt_datagen_builtin.expressions.sql_types import BOOL, EXACT, NUMBERS
from smelt_datagen_builtin.expressions.vectors import BoolArray, Vector

_ARROW = {
    "=": "equal",
    "<>": "not_equal",
    "<": "less",
    "<=": "less_equal",
    ">": "greater",
    ">=": "greater_equal",
}
_DAY = 86_400 * 1_000_000
_MONTH = 30 * _DAY


def comparison(symbol: str, one: Node, other: Node) -> Node:
    """Return whether two values of one kind, or two numbers, are in this order."""
    if one.type.kind == "text":
        return of_texts([one, other], lambda *texts: call_function(_ARROW[symbol], [*texts]))
    kinds = {one.type.kind, other.type.kind}
    compare = _NUMPY[symbol]
    if kinds <= set(NUMBERS):
        if "float" in kinds:
            return strict(BOOL, _FLOATS[symbol], [as_float(one), as_float(other)])
        scale = max(one.type.scale, other.type.scale)
        if kinds <= set(EXACT) and "decimal" in kinds:
            one, other = as_decimal(one, scale), as_decimal(other, scale)
    if "interval" in kinds:
        return strict(
            BOOL, lambda left, right: Outcome(compare(_length(left), _length(right))), [one, other]
        )
    return strict(
        BOOL,
        lambda left, right: Outcome(np.asarray(compare(left, right), dtype=np.bool_)),
        [one, other],
    )


def _length(parts: tuple[Any, Any, Any]) -> Any:
    """Return intervals in microseconds, with months of 30 days, as they are compared."""
    months, days, rest = parts
    return months * np.int64(_MONTH) + days * np.int64(_DAY) + rest


def of_texts(args: Sequence[Node], function: Callable[..., pa.Array]) -> Node:
    """Return the truth that Arrow finds of texts, null where one is."""

    def evaluate(rows: Evaluated) -> Vector:
        made = function(*(arg.evaluate(rows).values for arg in args))
        if isinstance(made, pa.Scalar):
            return Vector(np.asarray(made.as_py() or False), np.asarray(made.is_valid))
        return Vector(numpy_values(made), validity(made) if made.null_count else None)

    return node(
        BOOL,
        evaluate,
        args,
        nullable=any(arg.nullable for arg in args),
        is_safe=all(arg.is_safe for arg in args),
    )


_NUMPY: dict[str, Callable[[Any, Any], Any]] = {
    "=": np.equal,
    "<>": np.not_equal,
    "<": np.less,
    "<=": np.less_equal,
    ">": np.greater,
    ">=": np.greater_equal,
}


def _float_equal(one: Any, other: Any) -> BoolArray:
    return np.asarray((one == other) | (np.isnan(one) & np.isnan(other)))


def _float_less(one: Any, other: Any) -> BoolArray:
    return np.asarray((one < other) | (~np.isnan(one) & np.isnan(other)))


_FLOATS: dict[str, Callable[[Any, Any], Outcome]] = {
    "=": lambda one, other: Outcome(_float_equal(one, other)),
    "<>": lambda one, other: Outcome(~_float_equal(one, other)),
    "<": lambda one, other: Outcome(_float_less(one, other)),
    "<=": lambda one, other: Outcome(~_float_less(other, one)),
    ">": lambda one, other: Outcome(_float_less(other, one)),
    ">=": lambda one, other: Outcome(~_float_less(one, other)),
}
"""What is no number equals itself and is the largest, as DuckDB and PostgreSQL sort it."""


def is_null(arg: Node) -> Node:
    """Return whether there is no value."""

    def evaluate(rows: Evaluated) -> Vector:
        return Vector(~arg.evaluate(rows).mask(len(rows)))

    return node(BOOL, evaluate, [arg], nullable=False, is_safe=arg.is_safe)


def is_one_of(arg: Node, others: Sequence[Node]) -> Node:
    """Return whether the value is among others; null if it is not, and one of them is."""
    return any_of([comparison("=", arg, other) for other in others])
