"""and, or, not, case, coalesce: what is null, and what is not evaluated at all."""

from __future__ import annotations

from collections.abc import Sequence
from functools import reduce
from typing import Any

import attrs
import numpy as np
import numpy.typing as npt
import pyarrow as pa
from smelt_datagen.arrays import arrow_array, take

from smelt_datagen_builtin.expressions.nodes import Coded, Node, expanded, from_table, node
from smelt_datagen_builtin.expressions.rows import NOWHERE, Evaluated
from smelt_datagen_builtin.expressions.sql_types import BOOL, SqlType
from smelt_datagen_builtin.expressions.vectors import BoolArray, Vector, gathered, text_array


def all_of(args: Sequence[Node]) -> Node:
    """Return the conjunction: false where one is, else null where one is."""
    return reduce(lambda one, other: _both(one, other, is_or=False), args)


def any_of(args: Sequence[Node]) -> Node:
    """Return the disjunction: true where one is, else null where one is."""
    return reduce(lambda one, other: _both(one, other, is_or=True), args)


def _both(one: Node, other: Node, *, is_or: bool) -> Node:
    """Return `one and other`, or `one or other`; the other only where the one does not decide."""

    def evaluate(rows: Evaluated) -> Vector:
        length = len(rows)
        left, known = _truth(one.evaluate(rows), length)
        decided = known & (left if is_or else ~left)
        if other.is_safe or not decided.any():
            right, right_known = _truth(other.evaluate(rows), length)
        else:
            right, right_known = np.zeros(length, np.bool_), np.ones(length, np.bool_)
            inside = rows.subset(~decided)
            right[~decided], right_known[~decided] = _truth(other.evaluate(inside), len(inside))
        if is_or:
            values = (left & known) | (right & right_known)
            return Vector(values, values | (known & right_known))
        is_false = (known & ~left) | (right_known & ~right)
        return Vector(left & right & ~is_false, is_false | (known & right_known))

    args = (one, other)
    return node(
        BOOL,
        evaluate,
        args,
        nullable=any(arg.nullable for arg in args),
        is_safe=all(arg.is_safe for arg in args),
    )


def _truth(vector: Vector, length: int) -> tuple[BoolArray, BoolArray]:
    """Return a truth value, and whether there is one, of every row."""
    return np.broadcast_to(vector.values, length), vector.mask(length)


def negation(arg: Node) -> Node:
    """Return the opposite; null stays null."""

    def evaluate(rows: Evaluated) -> Vector:
        vector = arg.evaluate(rows)
        return Vector(~np.asarray(vector.values), vector.valid)

    return node(BOOL, evaluate, [arg], nullable=arg.nullable, is_safe=arg.is_safe)


@attrs.frozen(eq=False, repr=False)
class _Branches:
    """Which branch each row takes, and their values at the rows that take them."""

    conditions: Sequence[Node]
    branches: Sequence[Node]
    """One more than conditions: the last is that of the rows for which none is true."""

    def taken(self, rows: Evaluated) -> npt.NDArray[np.int16]:
        """Return the number of the branch of every row; each condition where no other was true."""
        taken = np.full(len(rows), len(self.conditions), np.int16)
        for number, condition in enumerate(self.conditions):
            is_open = taken == len(self.conditions)
            if condition.is_safe or is_open.all():
                truth, known = _truth(condition.evaluate(rows), len(rows))
                taken[is_open & truth & known] = number
                continue
            inside = rows.subset(is_open)
            truth, known = _truth(condition.evaluate(inside), len(inside))
            taken[np.flatnonzero(is_open)[truth & known]] = number
        return taken

    def values(self, rows: Evaluated) -> Vector:
        """Return the values; no branch is evaluated at rows that do not take it, if it may fail."""
        return merged(rows, self.taken(rows), self.branches)


def merged(rows: Evaluated, taken: npt.NDArray[np.integer[Any]], args: Sequence[Node]) -> Vector:
    """Return of every row the value of the argument with its number in `taken`."""
    parts: list[tuple[BoolArray, Vector]] = []
    for number, arg in enumerate(args):
        where = taken == number
        if arg.is_safe:
            vector = arg.evaluate(rows)
            parts.append((where, vector))
        elif where.any():
            vector = _spread(arg.evaluate(rows.subset(where)), where)
            parts.append((where, vector))
    if any(vector.is_text for _, vector in parts):
        return _merged_texts(parts, len(rows))
    if any(isinstance(vector.values, tuple) for _, vector in parts):
        return _merged_intervals(parts, len(rows))
    return _merged_numbers(parts, len(rows))


def _spread(vector: Vector, where: BoolArray) -> Vector:
    """Return the values of some rows at their places among all, and anything elsewhere."""
    positions = np.cumsum(where) - 1
    positions[positions < 0] = 0
    if vector.is_text:
        count = int(np.count_nonzero(where))
        return Vector(take(text_array(vector, count), arrow_array(positions)))
    return gathered(vector, positions)


def _merged_numbers(parts: Sequence[tuple[BoolArray, Vector]], length: int) -> Vector:
    kinds = {vector.values.dtype for _, vector in parts}
    made = np.zeros(length, np.result_type(*kinds) if kinds else np.int64)
    valid = np.ones(length, np.bool_)
    for where, vector in parts:
        np.copyto(made, vector.values, where=where)
        if vector.valid is not None:
            np.copyto(valid, vector.valid, where=where)
    return Vector(made, None if valid.all() else valid)


def _merged_intervals(parts: Sequence[tuple[BoolArray, Vector]], length: int) -> Vector:
    each = [
        _merged_numbers(
            [(where, Vector(vector.values[place], vector.valid)) for where, vector in parts], length
        )
        for place in range(3)
    ]
    return Vector(tuple(one.values for one in each), each[0].valid)


def _merged_texts(parts: Sequence[tuple[BoolArray, Vector]], length: int) -> Vector:
    """Return texts picked from all branches, one behind the other."""
    arrays: list[pa.Array] = []
    positions = np.zeros(length, np.int64)
    start = 0
    for where, vector in parts:
        is_one = not isinstance(vector.values, pa.Array)
        array = text_array(vector, 1 if is_one else length)
        places = np.full(length, start) if is_one else np.arange(start, start + length)
        np.copyto(positions, places, where=where)
        arrays.append(array)
        start += len(array)
    return Vector(take(pa.concat_arrays(arrays), arrow_array(positions)))


def case(made: SqlType, conditions: Sequence[Node], branches: Sequence[Node]) -> Node:
    """Return the first branch whose condition is true, else the last; branches are of one type."""
    whole = _Branches(conditions, branches)
    args = (*conditions, *branches)
    nullable = any(branch.nullable for branch in branches)
    is_safe = all(arg.is_safe for arg in args)
    if made.kind == "text" and all(branch.is_constant for branch in branches):
        return from_table(made, _choice(whole, branches), nullable=nullable)
    return node(made, whole.values, args, nullable=nullable, is_safe=is_safe)


def _choice(whole: _Branches, branches: Sequence[Node]) -> Coded:
    tables = [expanded(branch.evaluate(NOWHERE), 1).values for branch in branches]
    return Coded(whole.taken, Vector(pa.concat_arrays(tables)), len(branches))


def coalesce(made: SqlType, args: Sequence[Node]) -> Node:
    """Return the first value that is not null; the next is looked at where there is none."""

    def evaluate(rows: Evaluated) -> Vector:
        if len(args) == 1:
            return args[0].evaluate(rows)
        first = args[0].evaluate(rows)
        known = first.mask(len(rows))
        if known.all():
            return first
        rest = coalesce(made, args[1:])
        held = Node(made, lambda _: first)
        return merged(rows, (~known).view(np.int8), [held, rest])

    return node(
        made,
        evaluate,
        args,
        nullable=all(arg.nullable for arg in args),
        is_safe=all(arg.is_safe for arg in args),
    )
