"""What the keys of a column beside its generator make of the generator's column.

Each step makes one column of another, in a fixed order; no generator knows of any of them.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

import attrs
import pyarrow as pa

from smelt_datagen.config.models import ColumnConfig
from smelt_datagen.protocol.column import Column
from smelt_datagen.protocol.column_type import ColumnType, Format
from smelt_datagen.protocol.draw_source import DrawSource
from smelt_datagen.protocol.nullable import with_nulls
from smelt_datagen.protocol.reference import Reference
from smelt_datagen.protocol.scope import Scope

if TYPE_CHECKING:
    from smelt_datagen.protocol.block import Block


def with_keys(config: ColumnConfig, column: Column, scope: Scope, *, is_native: bool) -> Column:
    """Return the column that `config` describes, `column` being that of its generator and draws.

    `is_native` says whether its dataset has dates and timestamps as such, and not as text. Fails in
    `scope`, that of the column, for a key that its generator cannot follow.
    """
    if config.data_type is not None:
        from smelt_datagen.planning.data_type import with_data_type  # noqa: PLC0415 (few configs have it)

        here = scope.at((*config.path, "data_type"))
        column = with_data_type(config.data_type, column, here)
    else:
        column = _with_format(column, is_native=is_native)
    if config.null_fraction is not None:
        # exactly what `optional` is given: 1 - 0.1 is 0.9
        column = with_nulls(column, float(1 - Fraction(str(config.null_fraction))))
    return column


def _with_format(column: Column, *, is_native: bool) -> Column:
    wanted: Format = "native" if is_native else "text"
    kind = column.type.with_format(wanted)
    if kind is column.type:
        return column
    return _Reformatted(kind, column.reference, column.draws, column)


@attrs.frozen(eq=False, repr=False)
class _Reformatted(Column):
    """The same values, written in another form."""

    type: ColumnType
    reference: Reference | None
    draws: DrawSource | None
    inner: Column

    def generate(self, block: Block) -> pa.Array:
        return self.inner.generate(block)

    def drawing(self, source: DrawSource) -> Column:
        inner = self.inner.drawing(source)
        return _Reformatted(self.type, inner.reference, inner.draws, inner)
