"""Which columns of a file are encoded here, and which are left to pyarrow."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol

import pyarrow as pa

from smelt_datagen.parquet.arrow_files import FIRST_VERSION, ArrowFiles
from smelt_datagen.parquet.column_chunks import ColumnChunk
from smelt_datagen.parquet.columns.boolean_columns import BooleanColumn
from smelt_datagen.parquet.columns.dictionary_columns import DictionaryColumn
from smelt_datagen.parquet.columns.flat_columns import FlatColumn
from smelt_datagen.parquet.columns.integer_columns import IntegerColumn
from smelt_datagen.parquet.columns.stored_integers import StoredIntegers
from smelt_datagen.protocol.column_type import ColumnType

_PHYSICAL_TYPES = {pa.bool_(): 0, pa.utf8(): 6}
"""Numbers in parquet.thrift, but for integers."""
_MOST_VALUES = 1 << 16
"""Of a dictionary, so that codes have 16 bits at most."""


class OwnColumn(Protocol):
    """Makes the chunks of one column."""

    def chunk(self, arrays: Sequence[pa.Array], /) -> ColumnChunk | None:
        """Return the chunk of arrays, one behind the other; None leaves it to pyarrow."""
        ...


def own_columns(types: Mapping[str, ColumnType], arrow: ArrowFiles) -> Mapping[str, OwnColumn]:
    """Return what makes the chunks of those columns of `arrow` that are worth it."""
    if arrow.version == FIRST_VERSION:
        return {}
    found = {name: _own_column(name, kind, arrow) for name, kind in types.items()}
    return {name: column for name, column in found.items() if column is not None}


def _own_column(name: str, kind: ColumnType, arrow: ArrowFiles) -> OwnColumn | None:
    integers = StoredIntegers.of(kind.data_type)
    physical_type = (
        _PHYSICAL_TYPES.get(kind.data_type) if integers is None else integers.physical_type
    )
    if physical_type is None:
        return None
    column = FlatColumn(name, physical_type, kind.nullable, arrow.columns.compression[name])
    if name in arrow.categorical and kind.dictionary is not None:
        is_boolean = pa.types.is_boolean(kind.data_type)
        fits = len(kind.dictionary) <= _MOST_VALUES and not kind.dictionary.null_count
        return (
            DictionaryColumn(column, kind.dictionary, integers) if fits and not is_boolean else None
        )
    if integers is not None:
        return IntegerColumn(column, kind.data_type, integers)
    return BooleanColumn(column) if pa.types.is_boolean(kind.data_type) else None
