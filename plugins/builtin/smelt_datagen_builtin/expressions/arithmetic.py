"""`+ - * / // %` and rounding of numbers, as DuckDB has them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import attrs
import numpy as np

from smelt_datagen_builtin.expressions import exact
from smelt_datagen_builtin.expressions.nodes import Node, Outcome, strict
from smelt_datagen_builtin.expressions.sql_types import (
    FLOAT,
    INT,
    MOST_DIGITS,
    SqlType,
    decimal,
)

_LARGEST_DOUBLE_INTEGER = 2**53
_LIMIT = 10**MOST_DIGITS - 1


def as_float(node: Node) -> Node:
    """Return a number as a double."""
    if node.type.kind == "float":
        return node
    if node.type.kind == "int":
        return strict(FLOAT, lambda values: Outcome(values.astype(np.float64)), [node])
    scale = node.type.scale
    return strict(FLOAT, lambda units: Outcome(_quotient(units, scale)), [node])


def _quotient(units: exact.Integers, scale: int) -> Any:
    """Return decimals as doubles: of large ones, whole part and rest each, as DuckDB does."""
    power = float(10**scale)
    if scale == 0 or exact.magnitude(units) <= 2**53:
        return units.astype(np.float64) / power
    whole, rest = exact.divided(units, np.asarray(10**scale, dtype=object))
    apart = whole.astype(np.float64) + rest.astype(np.float64) / power
    near = np.asarray(abs(units) <= 2**53, dtype=np.bool_)
    return np.where(near, units.astype(np.float64) / power, apart)


def as_decimal(node: Node, scale: int) -> Node:
    """Return an exact number with at least so many digits behind the point."""
    by = scale - node.type.scale
    if node.type.kind == "decimal" and by == 0:
        return node
    made = decimal(node.type.digits + by, scale)
    return strict(made, lambda units: Outcome(exact.rescaled(units, by)), [node])


def arithmetic(symbol: str, one: Node, other: Node) -> Node:
    """Return the sum, difference or product of two numbers."""
    if "float" in (one.type.kind, other.type.kind):
        return strict(FLOAT, _FLOATS[symbol], [as_float(one), as_float(other)])
    if one.type.kind == other.type.kind == "int":
        return strict(INT, _integers(_EXACT[symbol]), [one, other], what=_overflow(symbol))
    return _decimals(symbol, one, other)


def _decimals(symbol: str, one: Node, other: Node) -> Node:
    if symbol == "*":
        scale = one.type.scale + other.type.scale
        digits = one.type.digits + other.type.digits
    else:
        scale = max(one.type.scale, other.type.scale)
        whole = max(node.type.digits - node.type.scale for node in (one, other))
        digits = whole + scale + 1
        one, other = as_decimal(one, scale), as_decimal(other, scale)
    if scale > MOST_DIGITS:
        message = f"the product would have {scale} digits behind the point, of {MOST_DIGITS} that"
        raise TypeError(f"{message} a decimal has at most: cast one side to fewer")
    operation = _EXACT[symbol]

    def kernel(left: exact.Integers, right: exact.Integers) -> Outcome:
        units = operation(left, right)
        return Outcome(units, exact.outside(units, -_LIMIT, _LIMIT))

    what = None
    if digits > MOST_DIGITS:
        what = _overflow(symbol, f"more than {MOST_DIGITS} digits", one, other)
    return strict(decimal(digits, scale), kernel, [one, other], what=what)


def _integers(operation: Callable[..., exact.Integers]) -> Callable[..., Outcome]:
    def kernel(*values: exact.Integers) -> Outcome:
        return Outcome(*exact.narrowed(operation(*values)))

    return kernel


def _overflow(
    symbol: str,
    limit: str = "more than 64 bits",
    one: Node | None = None,
    other: Node | None = None,
) -> Callable[..., str]:
    def words(left: Any, right: Any) -> str:
        texts = [
            spelled(value, None if node is None else node.type)
            for value, node in ((left, one), (right, other))
        ]
        return f"{texts[0]} {symbol} {texts[1]} needs {limit}"

    return words


def spelled(value: Any, kind: SqlType | None) -> str:
    """Return a number as it is written."""
    if kind is None or kind.scale == 0:
        return str(value)
    whole, rest = divmod(abs(value), 10**kind.scale)
    return f"{'-' * (value < 0)}{whole}.{rest:0{kind.scale}d}"


def divided(one: Node, other: Node) -> Node:
    """Return the quotient as a double; of a division by zero, infinity or no number."""
    return strict(FLOAT, _divide, [as_float(one), as_float(other)])


def _divide(one: Any, other: Any) -> Outcome:
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
        return Outcome(np.asarray(one / other))


def whole_quotient(one: Node, other: Node) -> Node:
    """Return the quotient of integers, cut towards zero; of other numbers, that of `/`."""
    if one.type.kind == other.type.kind == "int":
        return strict(INT, _cut, [one, other], what=_no_division("//"))
    return divided(one, other)


def _cut(one: exact.Integers, other: exact.Integers) -> Outcome:
    is_zero = np.asarray(other == 0)
    quotient, _ = exact.divided(np.asarray(one), np.where(is_zero, np.int64(1), other))
    values, wrong = exact.narrowed(quotient)
    return Outcome(values, is_zero if wrong is None else is_zero | wrong)


def remainder(one: Node, other: Node) -> Node:
    """Return the rest of a division towards zero, which has the sign of what is divided."""
    if "float" in (one.type.kind, other.type.kind):
        return strict(FLOAT, _float_rest, [as_float(one), as_float(other)])
    if one.type.kind == other.type.kind == "int":
        return strict(INT, _rest, [one, other], what=_no_division("%"))
    scale = max(one.type.scale, other.type.scale)
    one, other = as_decimal(one, scale), as_decimal(other, scale)
    made = decimal(max(one.type.digits, other.type.digits), scale)
    return strict(made, _rest, [one, other], what=_no_division("%", one, other))


def _rest(one: exact.Integers, other: exact.Integers) -> Outcome:
    is_zero = np.asarray(other == 0)
    _, rest = exact.divided(np.asarray(one), np.where(is_zero, np.int64(1), other))
    return Outcome(rest, is_zero)


def _float_rest(one: Any, other: Any) -> Outcome:
    with np.errstate(invalid="ignore"):
        return Outcome(np.asarray(np.fmod(one, other)))  # exact, as IEEE's remainder is


def _no_division(symbol: str, one: Node | None = None, other: Node | None = None) -> Any:
    def words(left: Any, right: Any) -> str:
        text = spelled(left, None if one is None else one.type)
        if right == 0:
            return f"{text} {symbol} 0: there is no division by zero"
        divisor = spelled(right, None if other is None else other.type)
        return f"{text} {symbol} {divisor} needs more than 64 bits"

    return words


def negated(node: Node) -> Node:
    """Return the number with the other sign."""
    if node.type.kind == "int":
        smallest = lambda _: f"-({-(2**63)}) needs more than 64 bits"  # noqa: E731 (used once)
        return strict(node.type, _integers(_negative), [node], what=smallest)
    return strict(node.type, lambda values: Outcome(np.asarray(-values)), [node])


def _negative(values: exact.Integers) -> exact.Integers:
    return exact.subtracted(np.asarray(0), values)


def absolute(node: Node) -> Node:
    """Return the size of a number."""
    if node.type.kind == "int":
        what = lambda value: f"abs({value}) needs more than 64 bits"  # noqa: E731 (used once)
        return strict(node.type, _integers(_size), [node], what=what)
    return strict(node.type, lambda values: Outcome(np.asarray(abs(values))), [node])


def _size(values: exact.Integers) -> exact.Integers:
    return np.asarray(abs(values if exact.magnitude(values) < 2**63 else values.astype(object)))


_EXACT: dict[str, Callable[..., exact.Integers]] = {
    "+": exact.added,
    "-": exact.subtracted,
    "*": exact.multiplied,
}


def _quietly(operation: Callable[..., Any]) -> Callable[..., Outcome]:
    def kernel(one: Any, other: Any) -> Outcome:
        with np.errstate(over="ignore", invalid="ignore"):
            return Outcome(np.asarray(operation(one, other)))

    return kernel


_FLOATS = {"+": _quietly(np.add), "-": _quietly(np.subtract), "*": _quietly(np.multiply)}


def literal_type(text: str) -> SqlType:
    """Return the type of a number as it is written: 3 is an int, 0.19 a decimal, 1e3 a double."""
    if "e" in text.lower():
        return FLOAT
    whole, point, fraction = text.partition(".")
    digits = len((whole + fraction).lstrip("0")) or 1
    if not point:
        return attrs.evolve(INT, digits=digits) if int(text) < 2**63 else decimal(digits, 0)
    if max(digits, len(fraction)) > MOST_DIGITS:
        return FLOAT
    return decimal(max(digits, len(fraction)), len(fraction))


def retyped(node: Node, kind: SqlType) -> Node:
    """Return the same numbers as those of another type."""
    return strict(kind, Outcome, [node])
