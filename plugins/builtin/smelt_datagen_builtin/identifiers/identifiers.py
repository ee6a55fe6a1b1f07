"""Identifiers: sequential ids, uuids and foreign keys."""

from __future__ import annotations

from functools import cache
from typing import Any

import attrs
import numpy as np
import numpy.typing as npt
import pyarrow as pa
from smelt_datagen.arrays import FixedWidthText, arrow_array, text_pieces
from smelt_datagen.plugin import (
    Block,
    Column,
    ColumnLike,
    Dataset,
    Generator,
    Scope,
    generator,
    param,
)

_UUID_WIDTH = 36
_HIGH_GROUPS, _LOW_GROUPS = (0, 4, 9, 14), (19, 24, 28, 32)
_DASHES = (8, 13, 18, 23)


@generator("sequential_id", example="{ type: sequential_id }")
class SequentialId(Generator):
    """Row number, counted from 1: the primary key that `foreign_key` refers to."""

    data_type = pa.int64()

    def bind(self, scope: Scope) -> Column:
        """Return the column, which knows its largest value."""
        return _SequentialColumn(bounds=(1, scope.row_count))


@attrs.frozen
class _SequentialColumn(Column):
    bounds: tuple[int, int]

    data_type = pa.int64()

    def generate(self, block: Block) -> pa.Array:
        return arrow_array((block.index + np.uint64(1)).view(np.int64))


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
    """Key of a random row of a dataset that stands earlier in the config.

    The key is the sequential id, from 1 to the number of rows, or the value of any column.
    """

    dataset: str = param("Name of the dataset that is referred to.")
    column: str | None = param("Its column whose values are taken; null: the id.", default=None)

    def bind(self, scope: Scope) -> Column:
        """Return a column over the rows of the dataset, which must stand earlier."""
        dataset = scope.dataset(self.dataset, "dataset")
        if self.column is None:
            return _ForeignKeyColumn(bounds=(1, dataset.row_count))
        return _ReferenceColumn(
            scope.column_of(dataset, self.column, "column"), dataset, self.column
        )


@attrs.frozen
class _ForeignKeyColumn(Column):
    bounds: tuple[int, int]

    data_type = pa.int64()

    def generate(self, block: Block) -> pa.Array:
        lowest, highest = self.bounds
        return arrow_array(block.integers(lowest, highest + 1))


class _ReferenceColumn(ColumnLike):
    """The values of a column at random rows of its dataset, evaluated there."""

    def __init__(self, like: Column, dataset: Dataset, name: str) -> None:
        super().__init__(like)
        self._dataset, self._name = dataset, name

    def generate(self, block: Block) -> pa.Array:
        rows = self._dataset.rows(block.integers(0, self._dataset.row_count))
        return rows.column(self._name)


@generator("uuid", example="{ type: uuid }")
class Uuid(Generator):
    """Random UUID, version 4, as text of 36 characters."""

    data_type = pa.utf8()

    def generate(self, block: Block) -> pa.Array:
        """Return one UUID per row from 122 random bits (RFC 9562, section 5.4)."""
        high, low = block.uint64("high"), block.uint64("low")
        high &= np.uint64(0xFFFFFFFFFFFF0FFF)
        high |= np.uint64(0x0000000000004000)  # version 4
        low &= np.uint64(0x3FFFFFFFFFFFFFFF)
        low |= np.uint64(0x8000000000000000)  # variant 10
        text = FixedWidthText(len(block), _UUID_WIDTH)
        for number, offsets in ((high, _HIGH_GROUPS), (low, _LOW_GROUPS)):
            # little-endian on every machine, so that the last 16-bit item is the uppermost
            groups = number.astype("<u8", copy=False).view("<u2").reshape(-1, 4)
            for position, offset in enumerate(offsets):
                text.put(offset, _four_hex_digits().take(groups[:, 3 - position]))
        for offset in _DASHES:
            text.put_literal(offset, "-")
        return text.array()


@cache
def _four_hex_digits() -> npt.NDArray[Any]:
    """Return the text of every 16-bit number, four characters in an unsigned integer."""
    nibbles = np.arange(1 << 16)[:, None] >> np.array([12, 8, 4, 0]) & 15
    characters = np.frombuffer(b"0123456789abcdef", dtype="S1")[nibbles]
    return text_pieces(np.ascontiguousarray(characters).view("S4").ravel(), 0, 4)
