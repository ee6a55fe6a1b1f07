"""A generator for each value of another column."""

from __future__ import annotations

from collections.abc import Sequence

import attrs
from smelt_datagen.plugin import Column, Generator, Scalar, Scope, generator, param

from smelt_datagen_builtin.choices.alike import alike
from smelt_datagen_builtin.choices.branches import BranchedColumn
from smelt_datagen_builtin.choices.deciding import covers, values_of


@generator(
    "case",
    example="""
        type: case
        column: plan
        when:
          free: { type: constant, value: 0 }
          pro: { type: uniform_int, min: 10, max: 50 }
        else: { type: uniform_int, min: 100, max: 1000 }
        """,
    context="""
        columns:
          - name: plan
            generator: { type: one_of, values: [free, pro, enterprise] }
        """,
    output="the type of the generators",
)
class Case(Generator):
    """Value of one of several generators: which, another column of the row says.

    Each draws at its own rows only. Where the column has none of the values, and where it is null,
    the value is that of `else`; without it, null.
    """

    column: str = param("Column of the row, or path, that decides.")
    when: dict[Scalar, Generator] = param("A generator for each of its values.")
    otherwise: Generator | None = param(
        "The generator of all other rows; null: they are null.", default=None, alias="else"
    )

    def bind(self, scope: Scope) -> Column:
        """Return a column of the type of all generators; fail where they have no type in common."""
        if not self.when:
            scope.fail("must have at least one value", "when")
        attempts = scope.attempts()
        inner: Sequence[Column] = []
        with attempts:
            deciding = scope.column(self.column, "column").type
            values = values_of(list(self.when), self.column, deciding, scope)
        with attempts:
            inner = self._bound(scope)
        attempts.settle()
        kind, inner = alike(inner, scope, "when")
        if self.otherwise is None and not covers(values, deciding):
            kind = attrs.evolve(kind, nullable=True)
        names = [("when", _name(value)) for value in self.when]
        return BranchedColumn.of(kind, self.column, deciding, values, inner, names)

    def _bound(self, scope: Scope) -> Sequence[Column]:
        attempts = scope.attempts()
        bound: list[Column] = []
        for value, one in self.when.items():
            with attempts:
                bound.append(scope.bind(one, "when", value))
        if self.otherwise is not None:
            with attempts:
                bound.append(scope.bind(self.otherwise, "else"))
        attempts.settle()
        return bound


def _name(value: Scalar) -> str:
    return value if isinstance(value, str) else repr(value)
