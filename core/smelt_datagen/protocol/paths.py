"""Paths: `customer_id.country` is the country of the row that the column customer_id refers to.

A path is taken wherever the name of a column is. The exact name of a column goes first; else it is
cut at the first dot behind a column that has a reference, and the rest is a path from there.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import attrs
import pyarrow as pa

from smelt_datagen.protocol.column import Column
from smelt_datagen.protocol.column_type import ColumnType
from smelt_datagen.protocol.reference import Reference, Targets

if TYPE_CHECKING:
    from smelt_datagen.protocol.block import Block


def cuts(path: str) -> Iterator[tuple[str, str]]:
    """Yield what stands before and behind each dot of a path, from the first dot on."""
    for place, letter in enumerate(path):
        if letter == ".":
            yield path[:place], path[place + 1 :]


@attrs.frozen(eq=False, repr=False)
class OwnReference(Reference):
    """The rows that the column `name` of the same rows refers to."""

    name: str

    def rows(self, block: Block) -> Targets:
        """Return what `block.rows.follow(name)` does."""
        return block.rows.follow(self.name)


@attrs.frozen(eq=False, repr=False)
class OnwardReference(Reference):
    """The rows that the column `name` refers to, at the rows that `first` leads to."""

    first: Reference
    name: str

    def rows(self, block: Block) -> Targets:
        """Return the rows behind both steps; none where one of them leads to none."""
        return block.follow(self.first).follow(self.name)


@attrs.frozen(eq=False, repr=False)
class FollowedColumn(Column):
    """The column `name` of the rows that `first` leads to, null where it leads to none."""

    type: ColumnType
    reference: Reference
    first: Reference
    name: str

    @classmethod
    def along(
        cls, first: Reference, name: str, column: Column, *, nullable: bool = False
    ) -> FollowedColumn:
        """Return what `column`, which is called `name` in the target of `first`, is from here.

        `nullable` says that `first` may lead to no row. Where `column` refers to rows itself, the
        result refers to them; else to those of `first`.
        """
        kind = attrs.evolve(column.type, nullable=nullable or column.type.nullable)
        reference = attrs.evolve(first, key=name)
        if column.reference is not None:
            further = column.reference
            reference = OnwardReference(further.target, further.key, first, name)
        return cls(kind, reference, first, name)

    def generate(self, block: Block) -> pa.Array:
        """Return one value per row; the column is evaluated at the rows that are referred to."""
        return block.follow(self.first).column(self.name)
