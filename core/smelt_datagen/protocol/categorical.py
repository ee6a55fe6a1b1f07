"""Columns with few different values, dictionary-encoded from the draw to the page."""

from __future__ import annotations

import attrs
import pyarrow as pa

from smelt_datagen.arrays.conversion import dictionary_array
from smelt_datagen.protocol.block import Block
from smelt_datagen.protocol.column import Column
from smelt_datagen.protocol.column_type import ColumnType
from smelt_datagen.randomness.guide_table import GuideTable


@attrs.frozen(eq=False, repr=False)
class CategoricalColumn(Column):
    """Values of a dictionary, drawn with the weights of `guide`, one for each of them.

    `type` is `ColumnType.categorical(dictionary)`: an Arrow array of different values, without
    nulls.
    """

    type: ColumnType
    guide: GuideTable

    def generate(self, block: Block) -> pa.Array:
        """Return a dictionary array."""
        return dictionary_array(self.guide.codes(block.uint64()), self.type.dictionary)
