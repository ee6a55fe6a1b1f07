"""A call of a function within an expression: its arguments, and what is wrong with them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import reduce
from typing import Any, NoReturn, TypeAlias

import attrs
import numpy as np

from smelt_datagen_builtin.expressions.casts import as_type, literal_as
from smelt_datagen_builtin.expressions.nodes import Node
from smelt_datagen_builtin.expressions.rows import NOWHERE
from smelt_datagen_builtin.expressions.sql_types import DATE, TIMESTAMP, SqlType, common
from smelt_datagen_builtin.expressions.vectors import Vector

Part: TypeAlias = Any
"""What sqlglot parsed: an Expression, which has another name in its newer versions."""


class WrongSql(Exception):  # noqa: N818 (reads as what it says)
    """What is wrong with an expression, and with which part of it."""

    def __init__(self, message: str, part: Part | None = None) -> None:
        self.message, self.part = message, part
        super().__init__(message)


@attrs.frozen
class Call:
    """A function or operator with its arguments, bound."""

    name: str
    part: Part
    args: Sequence[Node]

    def fail(self, message: str) -> NoReturn:
        """Raise what is wrong with the call."""
        raise WrongSql(message, self.part)

    def need(self, position: int, *kinds: str, where: str = "") -> Node:
        """Return an argument of one of these kinds, or null; fail for another."""
        arg = self.args[position]
        if arg.type.kind in kinds or arg.type.kind == "null":
            return arg
        names = " or ".join(_KINDS[kind] for kind in kinds)
        return self.fail(f"{where or self.name} takes {names}, not {arg.type}: cast it")

    def checked(self, make: Callable[[], Node]) -> Node:
        """Return what `make` does; fail with what is a TypeError there."""
        try:
            return make()
        except TypeError as error:
            return self.fail(str(error))

    def constant_int(self, position: int) -> int:
        """Return an argument that is an integer as it stands there; fail for another."""
        arg = self.args[position]
        if not arg.is_constant or arg.type.kind != "int":
            self.fail(f"{self.name} takes an integer as argument {position + 1} that is no column")
        return int(arg.evaluate(NOWHERE).values)

    def constant_text(self, position: int) -> str:
        """Return an argument that is a text as it stands there; fail for another."""
        text = self.args[position].text
        if text is None:
            self.fail(f"{self.name} takes a text as argument {position + 1} that is no column")
        return text

    def alike(self, args: Sequence[Node] | None = None) -> tuple[SqlType, list[Node]]:
        """Return the arguments as values of one type; fail if there is none for all."""
        given = self.args if args is None else args
        given = self._with_moments(given)
        found = reduce(self._common, (arg.type for arg in given))
        return found, [as_type(arg, found) for arg in given]

    def _common(self, one: SqlType, other: SqlType) -> SqlType:
        found = common(one, other)
        if found is None:
            self.fail(f"{self.name} has {one} and {other}: cast one of them")
        return found

    def _with_moments(self, args: Sequence[Node]) -> Sequence[Node]:
        """Return the arguments, literals as dates or timestamps where they stand beside such."""
        kinds = {arg.type.kind for arg in args}
        wanted = next((kind for kind in (TIMESTAMP, DATE) if kind.kind in kinds), None)
        if wanted is None:
            return args
        return [arg if arg.text is None else self._moment(arg, wanted) for arg in args]

    def _moment(self, arg: Node, wanted: SqlType) -> Node:
        found = literal_as(arg, wanted)
        if found is None:
            self.fail(f"'{arg.text}' is no {wanted}")
        return found


_KINDS = {
    "int": "an integer",
    "decimal": "a decimal",
    "float": "a double",
    "text": "a text",
    "bool": "true or false",
    "date": "a date",
    "timestamp": "a timestamp",
    "interval": "an interval",
}


def literal(kind: SqlType, value: Any) -> Node:
    """Return a number or truth value as it stands there."""
    held = np.asarray(value)
    return Node(kind, lambda _: Vector(held), is_constant=True)


Make = Callable[[Call], Node]
