"""The table of all pieces that texts are made of, and the column of such texts."""

from __future__ import annotations

from collections.abc import Sequence

import attrs
import numpy as np
import pyarrow as pa
from smelt_datagen.arrays import code_type, dictionary_array, joined_text, string_array
from smelt_datagen.plugin import Block, Column, ColumnType, Permutation, Scope

from smelt_datagen_builtin.possibilities.nodes import Node, Piece

_MOST_CATEGORIES = 1 << 15


@attrs.define
class Table:
    """Texts that stand one behind the other; the first one is empty."""

    texts: list[str] = attrs.field(factory=lambda: [""])
    _known: dict[tuple[str, ...], Piece] = attrs.field(factory=dict)

    def piece(self, texts: Sequence[str]) -> Piece:
        """Return the choice of one of these texts."""
        key = tuple(texts)
        if key not in self._known:
            self._known[key] = Piece(len(self.texts), len(key))
            self.texts.extend(key)
        return self._known[key]


def text_column(node: Node, table: Table, *, is_unique: bool) -> Column:
    """Return the column of the texts of a tree, whose pieces stand in `table`."""
    if isinstance(node, Piece) and not is_unique and node.count <= _MOST_CATEGORIES:
        texts = table.texts[node.first : node.first + node.count]
        if len(set(texts)) == len(texts):
            dictionary = string_array(texts)
            return _CategoricalColumn(ColumnType.categorical(dictionary), dictionary)
    return _TextColumn(ColumnType(pa.utf8()), node, string_array(table.texts), is_unique)


def check_capacity(capacity: int, scope: Scope, what: str) -> None:
    """Fail at `unique` if there are more rows than different texts."""
    if scope.row_count > capacity:
        texts = f"{what} makes {capacity:,} different text{'s' if capacity != 1 else ''}"
        scope.fail(f"{texts}, which is too few for {scope.row_count:,} rows", "unique")


@attrs.frozen(eq=False, repr=False)
class _CategoricalColumn(Column):
    type: ColumnType
    dictionary: pa.StringArray

    def generate(self, block: Block) -> pa.Array:
        count = len(self.dictionary)
        codes = block.integers(0, count) if count > 1 else np.zeros(len(block), np.int64)
        return dictionary_array(codes.astype(code_type(count)), self.dictionary)


@attrs.frozen(eq=False, repr=False)
class _TextColumn(Column):
    type: ColumnType
    node: Node
    table: pa.StringArray
    is_unique: bool

    def generate(self, block: Block) -> pa.Array:
        codes = np.zeros((len(block), self.node.width), np.int32)
        if self.is_unique:
            order = Permutation(self.node.capacity, block.stream.child("unique"))
            self.node.decode(order.forward(block.index), block, codes)
        else:
            self.node.draw(block, codes)
        return joined_text(self.table, codes)
