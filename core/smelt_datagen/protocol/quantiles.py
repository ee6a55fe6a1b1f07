"""The distribution that a column was asked for, told by its values at equally spaced draws."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from smelt_datagen.protocol.block import Block
from smelt_datagen.protocol.dataset import Dataset
from smelt_datagen.protocol.draw_source import DrawSource
from smelt_datagen.randomness.strata import equally_spaced

if TYPE_CHECKING:
    import pyarrow as pa

    from smelt_datagen.protocol.column import Column
    from smelt_datagen.protocol.dataset import Rows
    from smelt_datagen.randomness.streams import Stream, UInt64Array


@attrs.frozen(eq=False, repr=False)
class _EquallySpaced(DrawSource):
    def numbers(self, rows: Rows, stream: Stream) -> UInt64Array:  # noqa: ARG002 (whatever it is)
        return equally_spaced(len(rows))


def quantiles(column: Column, count: int, stream: Stream) -> pa.Array | None:
    """Return the values of a column at `count` equally spaced draws, in the order of the draws.

    That is its distribution, apart from nulls, which are drawn on `stream`. None if the column's
    values follow from no draw, as those of most texts. A generator says that its do with
    `@generator(inverts_draw=True)`.
    """
    if column.draws is None:
        return None
    rows = Dataset("", count, stream).range(0, count)
    return column.drawing(_EquallySpaced()).generate(Block(rows, stream))
