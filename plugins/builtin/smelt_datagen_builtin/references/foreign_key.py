"""Foreign keys: which row of another dataset a row belongs to."""

from __future__ import annotations

import pyarrow as pa
from smelt_datagen.plugin import (
    Column,
    ColumnType,
    Generator,
    ReferenceColumn,
    Scope,
    UniformReference,
    generator,
    param,
)


@generator(
    "foreign_key",
    example="{ type: foreign_key, dataset: customers }",
    context="""
        datasets:
          - name: customers
            output: customers
            num_rows: 100
            columns:
              - name: customer_id
                generator: { type: sequential_id }
        """,
    output="int64, or the type of the column",
)
class ForeignKey(Generator):
    """Key of a random row of another dataset.

    The key is the sequential id, from 1 to the number of rows, or the value of any column.
    """

    dataset: str = param("Name of the dataset that is referred to.")
    column: str | None = param("Its column whose values are taken; null: the id.", default=None)

    def bind(self, scope: Scope) -> Column:
        """Return a column over the rows of the dataset."""
        dataset = scope.dataset(self.dataset, "dataset")
        kind = ColumnType(pa.int64(), bounds=(1, dataset.row_count))
        if self.column is not None:
            kind = scope.column_of(dataset, self.column, "column").type
        return ReferenceColumn(kind, UniformReference(dataset, self.column))
