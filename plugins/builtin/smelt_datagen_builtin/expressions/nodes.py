"""The parts of an expression, bound: a type, and what makes the values."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Sequence
from functools import reduce
from typing import Any, TypeAlias

import attrs
import numpy as np
import numpy.typing as npt
import pyarrow as pa
from smelt_datagen.errors import DataError

from smelt_datagen_builtin.expressions.rows import NOWHERE, Evaluated, OfDictionary
from smelt_datagen_builtin.expressions.sql_types import SqlType
from smelt_datagen_builtin.expressions.vectors import BoolArray, Vector, gathered, text_array

Evaluate: TypeAlias = Callable[[Evaluated], Vector]

MOST_CATEGORIES = 1 << 12
"""Dictionaries up to this size are calculated with in place of the rows."""


@attrs.frozen(eq=False, repr=False)
class Coded:
    """Values that all stand in a small table, by their position there."""

    codes: Callable[[Evaluated], npt.NDArray[np.integer[Any]]]
    table: Vector
    size: int
    categories: OfDictionary | None = None
    """The rows that the table is made from, where a function of it can be, too."""


@attrs.frozen(eq=False, repr=False)
class Node:
    """An expression of a known type, which makes a Vector at any rows."""

    type: SqlType
    evaluate: Evaluate
    nullable: bool = False
    is_safe: bool = True
    """Whether it raises nothing, whatever the rows are."""
    is_constant: bool = False
    text: str | None = None
    """The text of a literal, which can also be a date or timestamp."""
    coded: Coded | None = None


@attrs.frozen(eq=False, repr=False)
class Outcome:
    """What a kernel makes of values without nulls."""

    values: Any
    failed: BoolArray | None = None
    """Where there is no such value."""
    missing: BoolArray | None = None
    """Where it is null."""


Kernel: TypeAlias = Callable[..., Outcome]


def strict(
    made: SqlType,
    kernel: Kernel,
    args: Sequence[Node],
    *,
    what: Callable[..., str] | None = None,
    nullable: bool = False,
) -> Node:
    """Return the node of a function that is null where an argument is.

    `kernel` takes the values of the arguments. Where it can fail, `what` says in words how, given
    the values there.
    """

    def evaluate(rows: Evaluated) -> Vector:
        vectors = [arg.evaluate(rows) for arg in args]
        outcome = kernel(*(vector.values for vector in vectors))
        valid = both([vector.valid for vector in vectors])
        if outcome.failed is not None and what is not None:
            _refuse(rows, outcome.failed, vectors, what)
        if outcome.missing is not None:
            valid = both([valid, ~outcome.missing])
        return Vector(outcome.values, valid)

    return node(
        made,
        evaluate,
        args,
        nullable=nullable or any(arg.nullable for arg in args),
        is_safe=what is None and all(arg.is_safe for arg in args),
    )


def _refuse(
    rows: Evaluated, failed: BoolArray, vectors: Sequence[Vector], what: Callable[..., str]
) -> None:
    wrong = np.broadcast_to(failed, len(rows))
    if not wrong.any():
        return
    for vector in vectors:
        wrong = wrong & vector.mask(len(rows))
    if wrong.any():
        position = int(np.argmax(wrong))
        rows.fail(position, what(*(_one(vector, position, len(rows)) for vector in vectors)))


def _one(vector: Vector, position: int, length: int) -> Any:
    if vector.is_text:
        value = vector.values
        return (value[position] if hasattr(value, "__len__") else value).as_py()
    if isinstance(vector.values, tuple):
        return vector.values
    value = np.broadcast_to(vector.values, length)[position]
    return value.item() if hasattr(value, "item") else value


def both(masks: Sequence[BoolArray | None]) -> BoolArray | None:
    """Return where all are true; None stands for everywhere."""
    known = [mask for mask in masks if mask is not None]
    return reduce(np.logical_and, known) if known else None


def node(
    made: SqlType, evaluate: Evaluate, args: Sequence[Node], *, nullable: bool, is_safe: bool
) -> Node:
    """Return a node: of constants, a constant; of one categorical column, a table."""
    if args and all(arg.is_constant for arg in args):
        with contextlib.suppress(DataError):  # which is raised for the rows that come to it
            held = single(evaluate(NOWHERE))
            return Node(made, lambda _: held, nullable, is_constant=True)
    whole = Node(made, evaluate, nullable, is_safe)
    coded = _categories(evaluate, args)
    return whole if coded is None else from_table(made, coded, nullable=nullable)


def single(vector: Vector) -> Vector:
    """Return a vector of one value as a constant."""
    values, valid = vector.values, vector.valid
    if isinstance(values, pa.Array):
        return Vector(values[0])
    if isinstance(values, tuple):
        values = tuple(np.asarray(part).reshape(()) for part in values)
    elif not isinstance(values, pa.Scalar):
        values = np.asarray(values).reshape(())
    return Vector(values, None if valid is None else np.asarray(valid).reshape(()))


def from_table(made: SqlType, coded: Coded, *, nullable: bool) -> Node:
    """Return a node whose values stand in a table."""
    table = coded.table
    return Node(
        made, lambda rows: gathered(table, coded.codes(rows)), nullable, is_safe=True, coded=coded
    )


def _categories(evaluate: Evaluate, args: Sequence[Node]) -> Coded | None:
    """Return the values for all categories, if there is nothing else that they depend on."""
    varying = [arg for arg in args if not arg.is_constant]
    found = [arg.coded for arg in varying]
    first = found[0] if found else None
    if first is None or first.categories is None:
        return None
    if any(one is None or one.categories is not first.categories for one in found):
        return None
    try:
        table = evaluate(first.categories)
    except DataError:
        return None  # of a category that may never come
    return attrs.evolve(first, table=expanded(table, first.size))


def expanded(vector: Vector, length: int) -> Vector:
    """Return a vector without constants."""
    if vector.is_text:
        return Vector(text_array(vector, length))
    valid = None if vector.valid is None else np.broadcast_to(vector.valid, length)
    if isinstance(vector.values, tuple):
        return Vector(tuple(np.broadcast_to(part, length) for part in vector.values), valid)
    return Vector(np.broadcast_to(vector.values, length), valid)
