"""Values as another SQL type: where it is asked for (`cast`), and where two have to be of one."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import attrs
import numpy as np
import pyarrow as pa
from smelt_datagen.arrays import Unfit, exact_cast, numpy_values, string_array

from smelt_datagen_builtin.expressions import exact
from smelt_datagen_builtin.expressions.arithmetic import as_decimal, as_float, spelled
from smelt_datagen_builtin.expressions.nodes import Node, Outcome, node, strict
from smelt_datagen_builtin.expressions.rounding import half_away
from smelt_datagen_builtin.expressions.rows import Evaluated
from smelt_datagen_builtin.expressions.spelling import as_text
from smelt_datagen_builtin.expressions.sql_types import FLOAT, SqlType
from smelt_datagen_builtin.expressions.vectors import Vector, read, text_array

_DAY = 86_400 * 1_000_000
_TWO_63 = 2.0**63


def as_type(arg: Node, wanted: SqlType) -> Node:
    """Return a value of a type that it fits into without question."""
    if arg.type.kind == "null":
        return null_of(wanted)
    if arg.type.kind == "date" and wanted.kind == "timestamp":
        return strict(wanted, lambda days: Outcome(days * np.int64(_DAY)), [arg])
    if wanted.kind == "float":
        return as_float(arg)
    if wanted.kind == "decimal":
        return as_decimal(arg, wanted.scale)
    return attrs.evolve(arg, type=wanted)


def null_of(wanted: SqlType) -> Node:
    """Return null as a value of a type."""
    if wanted.kind == "text":
        values: Any = pa.scalar(None, pa.utf8())
    elif wanted.kind == "interval":
        values = (np.asarray(0),) * 3
    else:
        dtypes = {"float": np.float64, "bool": np.bool_}
        values = np.asarray(0, dtypes.get(wanted.kind, np.int64))
    valid = None if wanted.kind == "text" else np.asarray(False)  # noqa: FBT003 (a value)
    return Node(wanted, lambda _: Vector(values, valid), nullable=True, is_constant=True)


def cast(arg: Node, wanted: SqlType, bits: int = 64) -> Node:
    """Return a value as another type, as DuckDB has it; raise TypeError if there is no such cast.

    `bits` are those of an integer. What does not fit is an error.
    """
    if arg.type.kind == "null":
        return null_of(wanted)
    if wanted.kind == "text":
        return as_text(arg)
    make = _CASTS.get((arg.type.kind, wanted.kind))
    if make is not None:
        return make(arg, wanted, bits)
    if arg.type.kind == "text" and wanted.kind != "interval":
        return _read(arg, wanted, bits)
    if arg.type.kind == wanted.kind:
        return attrs.evolve(arg, type=wanted)
    raise TypeError(f"{arg.type} cannot be cast to {wanted}")


def _integer(arg: Node, wanted: SqlType, bits: int) -> Node:
    """Return numbers as integers of so many bits: doubles to even, decimals away from zero."""
    low, high = -(2 ** (bits - 1)), 2 ** (bits - 1) - 1
    kind = arg.type

    def kernel(values: Any) -> Outcome:
        if kind.kind == "float":
            whole = np.rint(values)
            fits = np.asarray((whole >= low) & (whole < -float(low)))
            return Outcome(np.where(fits, whole, 0.0).astype(np.int64), ~fits)
        units = exact.rescaled(
            values.astype(np.int64) if kind.kind == "bool" else values, -kind.scale
        )
        wrong = exact.outside(units, low, high)
        kept = units if wrong is None else np.where(wrong, 0, units)
        return Outcome(np.asarray(kept).astype(np.int64, copy=False), wrong)

    def words(value: Any) -> str:
        return f"{spelled(value, kind)} needs more than the {bits} bits of the integer"

    return strict(wanted, kernel, [arg], what=words)


def _decimal(arg: Node, wanted: SqlType, _: int) -> Node:
    """Return numbers as decimals, rounded; a double is multiplied as a double first."""
    kind, limit = arg.type, 10**wanted.digits - 1

    def kernel(values: Any) -> Outcome:
        if kind.kind == "float":
            return _float_units(values, wanted)
        whole = values.astype(np.int64) if kind.kind == "bool" else values
        units = exact.rescaled(whole, wanted.scale - kind.scale)
        return Outcome(units, exact.outside(units, -limit, limit))

    return strict(
        wanted,
        kernel,
        [arg],
        what=lambda value: f"{spelled(value, kind)} is too large for {wanted}",
    )


def _float_units(values: Any, wanted: SqlType) -> Outcome:
    with np.errstate(over="ignore", invalid="ignore"):
        units = half_away(values * float(10**wanted.scale))
    fits = np.asarray(np.abs(units) < float(10**wanted.digits))
    units = np.where(fits, units, 0.0)
    if not units.size or np.abs(units).max() < _TWO_63:
        return Outcome(units.astype(np.int64), ~fits)
    low = np.fmod(units, 2.0**32)
    high = (units - low) / 2.0**32  # exact, and below 2^95: again in two
    lower = np.fmod(high, 2.0**32)
    parts = [
        part.astype(np.int64).astype(object) for part in ((high - lower) / 2.0**32, lower, low)
    ]
    return Outcome((parts[0] << 64) + (parts[1] << 32) + parts[2], ~fits)


def _truth(arg: Node, wanted: SqlType, _: int) -> Node:
    return strict(wanted, lambda values: Outcome(np.asarray(values != 0, dtype=np.bool_)), [arg])


def _float(arg: Node, _: SqlType, __: int) -> Node:
    if arg.type.kind == "bool":
        return strict(FLOAT, lambda values: Outcome(values.astype(np.float64)), [arg])
    return as_float(arg)


def _day(arg: Node, wanted: SqlType, _: int) -> Node:
    return strict(wanted, lambda moments: Outcome(moments // np.int64(_DAY)), [arg])


def _moment(arg: Node, wanted: SqlType, _: int) -> Node:
    return as_type(arg, attrs.evolve(wanted, is_fine=arg.type.is_fine))


_CASTS: dict[tuple[str, str], Callable[[Node, SqlType, int], Node]] = {
    **{(kind, "int"): _integer for kind in ("bool", "int", "decimal", "float")},
    **{(kind, "decimal"): _decimal for kind in ("bool", "int", "decimal", "float")},
    **{(kind, "float"): _float for kind in ("bool", "int", "decimal", "float")},
    **{(kind, "bool"): _truth for kind in ("int", "decimal", "float")},
    ("timestamp", "date"): _day,
    ("date", "timestamp"): _moment,
    ("timestamp", "timestamp"): _moment,
}

_ARROW = {
    "bool": pa.bool_(),
    "float": pa.float64(),
    "date": pa.date32(),
    "timestamp": pa.timestamp("us"),
}


def _read(arg: Node, wanted: SqlType, bits: int) -> Node:
    """Return what texts say, each in the one form that the type is written in."""
    target = _ARROW.get(wanted.kind)
    if wanted.kind == "decimal":
        target = pa.decimal128(wanted.digits, wanted.scale)
    elif target is None:
        target = getattr(pa, f"int{bits}")()
    parse = exact_cast(pa.utf8(), target)
    made = attrs.evolve(wanted, is_fine=wanted.kind == "timestamp")

    def evaluate(rows: Evaluated) -> Vector:
        texts = arg.evaluate(rows).values
        is_one = isinstance(texts, pa.Scalar)
        array = text_array(Vector(texts), 1) if is_one else texts
        try:
            vector = read(parse(array))  # type: ignore[misc]  # text can be read as each of these
        except Unfit as unfit:
            rows.fail(unfit.position, f'"{array[unfit.position].as_py()}" is no {wanted}')
        if not is_one:
            return vector
        valid = None if vector.valid is None else vector.valid[0]
        return Vector(vector.values[0], valid)

    return node(made, evaluate, [arg], nullable=arg.nullable, is_safe=False)


def literal_as(arg: Node, wanted: SqlType) -> Node | None:
    """Return the text of a literal as a date or timestamp; None if it is none.

    `date '2024-02-29'`, and a text that stands beside a date or timestamp.
    """
    target = _ARROW[wanted.kind]
    parse = exact_cast(pa.utf8(), target)
    try:
        array = parse(string_array([arg.text or ""]))  # type: ignore[misc]  # as above
    except Unfit:
        return None
    value = np.asarray(numpy_values(array)[0].astype(np.int64))
    is_fine = wanted.kind == "timestamp" and bool(value % 1_000_000)
    return Node(attrs.evolve(wanted, is_fine=is_fine), lambda _: Vector(value), is_constant=True)
