"""Lists of values."""

from __future__ import annotations

import attrs
import numpy as np
import pyarrow as pa
from smelt_datagen.arrays import arrow_array, decoded, take
from smelt_datagen.plugin import Block, Column, ColumnType, Generator, Scope, generator, param

from smelt_datagen_builtin.nested.items import items_of


@generator(
    "list",
    example="{ type: list, item: { type: one_of, values: [new, sale, gift] }, max_items: 3 }",
    output="list of the items' type",
)
class List(Generator):
    """List (array, repeated field) of items that are drawn independently."""

    item: Generator = param("Generator of the items.")
    min_items: int = param("Smallest number of items.", default=0, ge=0)
    max_items: int = param("Largest number of items; all are equally likely.", ge=0, le=10_000)

    def bind(self, scope: Scope) -> Column:
        """Return the column; fail on an empty range."""
        if self.min_items > self.max_items:
            found = f"got {self.min_items}, max_items is {self.max_items}"
            scope.report(f"must be at most max_items ({found})", "min_items")
        item = scope.bind(self.item, "item")
        scope.stop_if_failed()
        return _ListColumn(ColumnType.list_of(item.type), item, self.min_items, self.max_items)


@attrs.frozen(eq=False, repr=False)
class _ListColumn(Column):
    type: ColumnType
    item: Column
    min_items: int
    max_items: int

    def generate(self, block: Block) -> pa.Array:
        lengths = block.integers(self.min_items, self.max_items + 1, "length")
        kind = self.item.type.data_type
        items, places = items_of(
            block,
            lengths,
            lambda inner: decoded(self.item.generate(inner), kind),
            pa.nulls(0, kind),
        )
        offsets = np.concatenate([[0], np.cumsum(lengths)]).astype(np.int32)
        in_order = take(items, arrow_array(places))
        return pa.ListArray.from_arrays(arrow_array(offsets), in_order, type=self.type.data_type)
