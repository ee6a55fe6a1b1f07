"""Lookups: columns of the row that a foreign key refers to."""

from __future__ import annotations

from smelt_datagen.plugin import Column, Generator, Scope, generator, param


@generator(
    "lookup",
    example="{ type: lookup, foreign_key: shop_id, column: city }",
    context="""
        datasets:
          - name: shops
            output: shops
            num_rows: 20
            columns:
              - name: city
                generator: { type: one_of, values: [Berlin, Lyon, Boston] }
        columns:
          - name: shop_id
            generator: { type: foreign_key, dataset: shops }
        """,
    output="the type of the column, nullable where the foreign key is",
    independent_of={"column"},  # the foreign key has picked the row
)
class Lookup(Generator):
    """Value of a column of the row that a foreign key of the same row refers to.

    As a join would find it, or null where the foreign key is null.
    """

    foreign_key: str = param("Column of the row, or path, that refers to a row of a dataset.")
    column: str = param("Column of that row, or path from there.")

    def bind(self, scope: Scope) -> Column:
        """Return the column along the reference; fail where there is none, or no such column."""
        first = scope.column(self.foreign_key, "foreign_key")
        if first.reference is None:
            message = f"column '{self.foreign_key}' refers to no rows of another dataset"
            scope.fail(message, "foreign_key")
        return scope.column_along(scope.own, self.foreign_key, self.column, "column")
