"""Values of a parent that follow from those of its children."""

from __future__ import annotations

import attrs
import numpy as np
import numpy.typing as npt
import pyarrow as pa
from smelt_datagen.arrays import arrow_array
from smelt_datagen.plugin import (
    Block,
    Column,
    ColumnType,
    Generator,
    Relation,
    Scope,
    children_relation,
    generator,
    param,
)

from smelt_datagen_builtin.families.amounts import array_of
from smelt_datagen_builtin.families.functions import (
    FUNCTIONS,
    WITH_NULLS,
    Family,
    Function,
    with_nulls,
)


@generator(
    "aggregate",
    example="{ type: aggregate, dataset: lines, column: amount, function: sum }",
    context="""
        datasets:
          - name: lines
            output: lines
            parent: { children: { type: uniform_int, min: 1, max: 8 } }
            columns:
              - name: amount
                generator: { type: uniform_int, min: 1, max: 100 }
        """,
    output="int64, double, decimal or the type of the column, as the function is",
    independent_of={"dataset", "column"},  # the children's values are theirs
)
class Aggregate(Generator):
    """Sum, count or the like over the children of the row.

    Children are the rows of a dataset whose `parent` this one is, or that refer to it by a foreign
    key with `exact: true`. As in SQL, nulls are left out, and what is made of nothing is null, but
    for a count; `first` and `last` are by the order of rows.
    """

    dataset: str = param("Name of the dataset that the children are in.")
    column: str | None = param("Its column, or path from there; a count needs none.", default=None)
    function: str = param(
        "What is made of the values.",
        choices=("sum", "count", "min", "max", "mean", "first", "last", "any", "all"),
    )
    foreign_key: str | None = param(
        "The children's column that refers here, if there are several.", default=None
    )

    def bind(self, scope: Scope) -> Column:
        """Return the column; fail for children that there are not, and values that do not fit."""
        relation = children_relation(scope, self.dataset, self.foreign_key)
        place = f"dataset '{scope.owner.name}', column '{scope.column_name}'"
        if self.column is None:
            if self.function != "count":
                scope.fail(f"a {self.function} needs the children's 'column'")
            return _CountColumn(ColumnType(pa.int64()), relation, None)
        kind = scope.column_of(relation.child, self.column, "column").type
        if self.function == "count":
            return _CountColumn(ColumnType(pa.int64()), relation, self.column)
        function = FUNCTIONS[self.function]
        made = function.type(kind)
        if made is None:
            scope.fail(f"there is no {self.function} of {kind.data_type}", "column")
        nullable = kind.nullable or relation.is_childless_possible
        made = attrs.evolve(made, nullable=nullable)
        takes_nulls = self.function in WITH_NULLS
        return _AggregateColumn(made, relation, self.column, kind, function, takes_nulls, place)


@attrs.frozen(eq=False, repr=False)
class _CountColumn(Column):
    type: ColumnType
    relation: Relation
    name: str | None

    def generate(self, block: Block) -> pa.Array:
        children = block.rows.children(self.relation)
        if self.name is None:
            return arrow_array(children.counts)
        counts = np.zeros(len(block), np.int64)
        for chosen, rows in children.chunks():
            counts[chosen] = Family(rows.column(self.name), children.counts[chosen]).values
        return arrow_array(counts)


@attrs.frozen(eq=False, repr=False)
class _AggregateColumn(Column):
    type: ColumnType
    relation: Relation
    name: str
    kind: ColumnType
    function: Function
    takes_nulls: bool
    place: str

    def generate(self, block: Block) -> pa.Array:
        children = block.rows.children(self.relation)
        parts = [
            self._part(rows.column(self.name), children.counts[chosen], block.index[chosen])
            for chosen, rows in children.chunks()
        ]
        if not parts:
            return pa.nulls(0, self.type.array_type)
        return parts[0] if len(parts) == 1 else pa.concat_arrays(parts)

    def _part(
        self, array: pa.Array, counts: npt.NDArray[np.int64], index: npt.NDArray[np.uint64]
    ) -> pa.Array:
        family = Family(array, counts)
        if not self.takes_nulls:
            family = family.without_nulls()
        made = self.function.make(family, self.kind)
        if isinstance(made, np.ndarray):
            made = array_of(made, self.type.data_type, self.place, index)
        return with_nulls(made, family.counts)
