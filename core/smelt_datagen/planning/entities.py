"""Entities: a dataset within the dataset, of which every row picks one row."""

from __future__ import annotations

from typing import cast

import pyarrow as pa

from smelt_datagen.protocol.block import Block
from smelt_datagen.protocol.column import ColumnLike
from smelt_datagen.protocol.dataset import Dataset, Rows
from smelt_datagen.randomness import draws


class EntityColumn(ColumnLike):
    """A column of the entities, as seen from the rows that pick them.

    Nothing is held in memory: the entity's values are functions of its number.
    """

    def __init__(self, entities: Dataset, name: str) -> None:
        super().__init__(entities.members[name].column)
        self._entities, self._name = entities, name

    def generate(self, block: Block) -> pa.Array:
        """Return the picked entities' values."""
        return picked(self._entities, block.rows).column(self._name)


def picked(entities: Dataset, rows: Rows) -> Rows:
    """Return the entity of every row: uniform, and the same for all columns of the row."""

    def pick() -> Rows:
        bits = entities.stream.numbers(rows.counters)
        return entities.rows(draws.integers(bits, 0, entities.row_count))

    return cast("Rows", rows.derived("entity", pick))
