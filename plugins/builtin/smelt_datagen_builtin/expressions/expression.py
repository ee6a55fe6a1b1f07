"""The generator of SQL expressions over columns of the row."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs
import pyarrow as pa
from smelt_datagen.plugin import Block, Column, ColumnType, Generator, Scope, generator, param

if TYPE_CHECKING:
    from smelt_datagen_builtin.expressions.bound import Bound


@generator(
    "expression",
    example='{ type: expression, sql: "quantity * unit_price" }',
    context="""
        columns:
          - name: quantity
            generator: { type: uniform_int, min: 1, max: 10 }
          - name: unit_price
            generator: { type: uniform_float, min: 1, max: 100 }
        """,
    output="the type of the expression",
    independent_of={"column"},
)
class Expression(Generator):
    """Value of an SQL expression over columns of the row, and of rows that it refers to.

    The values are those that DuckDB gives. See *Columns from columns* for what it can have.
    """

    sql: str = param("The expression; a column is its name, or a path such as customer_id.country.")

    def bind(self, scope: Scope) -> Column:
        """Return the expression's column; fail where it is wrong, or no column has its type."""
        # a tenth of a second, for configs that have expressions
        from smelt_datagen_builtin.expressions.bound import bound  # noqa: PLC0415

        found = bound(self.sql, scope, scope.own, "sql")
        return _ExpressionColumn(found.column_type(scope), found)


@attrs.frozen(eq=False, repr=False)
class _ExpressionColumn(Column):
    type: ColumnType
    made: Bound

    def generate(self, block: Block) -> pa.Array:
        return self.made.values(block.rows, self.type)
