"""Values of the row's parent, and the row's number among its siblings."""

from __future__ import annotations

import attrs
import numpy as np
import pyarrow as pa
from smelt_datagen.arrays import arrow_array
from smelt_datagen.plugin import (
    MOST_CHILDREN,
    Block,
    Column,
    ColumnType,
    GeneratedColumn,
    Generator,
    Reference,
    ReferenceColumn,
    Scope,
    Targets,
    family_relation,
    generator,
    param,
)

from smelt_datagen_builtin.families.orders import ORDERS


@generator(
    "parent",
    example="{ type: parent, column: ordered_on }",
    context=ORDERS,
    output="int64, or the type of the column",
    independent_of={"column"},  # the parent is the row's
)
class Parent(Generator):
    """Value of the row's parent: its id, or any column of it.

    Other columns reach the parent's by this one: if it is called order_id, `order_id.customer_id`.
    """

    column: str | None = param(
        "Column of the parent, or path from there; null: its id, from 1.", default=None
    )

    def bind(self, scope: Scope) -> Column:
        """Return the column of the parent; fail without a parent, or without such a column."""
        parent = family_relation(scope).parent
        kind = ColumnType(pa.int64(), bounds=(1, parent.row_count))
        if self.column is not None:
            kind = scope.column_of(parent, self.column, "column").type
        return ReferenceColumn(kind, ParentReference(parent, self.column))


@attrs.frozen(eq=False, repr=False)
class ParentReference(Reference):
    """The row's parent."""

    def rows(self, block: Block) -> Targets:
        """Return the parent of every row."""
        return Targets(block.rows.parents)


@generator(
    "child_number",
    example="{ type: child_number }",
    context=ORDERS,
    output="int64",
    independent_of={"column"},
)
class ChildNumber(Generator):
    """Number of the row among the children of its parent: 1, 2, 3 and so on."""

    def bind(self, scope: Scope) -> Column:
        """Return the column; fail if the dataset has no parent."""
        family_relation(scope)
        return GeneratedColumn(ColumnType(pa.int64(), bounds=(1, MOST_CHILDREN)), _numbers)


def _numbers(block: Block) -> pa.Array:
    return arrow_array(block.rows.families.positions + np.int64(1))
