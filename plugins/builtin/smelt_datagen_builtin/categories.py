"""Columns with few different values, dictionary-encoded from the draw to the page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import attrs
import pyarrow as pa
from smelt_datagen import Block, Column, GuideTable, Scalar, Scope, dictionary_array

_TYPES: Mapping[frozenset[type], pa.DataType] = {
    frozenset({str}): pa.utf8(),
    frozenset({bool}): pa.bool_(),
    frozenset({int}): pa.int64(),
    frozenset({float}): pa.float64(),
    frozenset({int, float}): pa.float64(),
}


@attrs.frozen(eq=False)
class CategoricalColumn(Column):
    """Draws codes into `dictionary` with the weights of `guide`."""

    dictionary: pa.Array
    guide: GuideTable
    data_type: pa.DataType = attrs.field(init=False)

    def __attrs_post_init__(self) -> None:
        object.__setattr__(self, "data_type", self.dictionary.type)

    def generate(self, block: Block) -> pa.Array:
        """Return a dictionary array."""
        return dictionary_array(self.guide.codes(block.uint64()), self.dictionary)


def dictionary_of(values: Sequence[Scalar], scope: Scope, parameter: str) -> pa.Array:
    """Return the different values, in the order in which they first stand, as an Arrow array.

    Fails at `parameter` if one column cannot hold them all.
    """
    types = {type(value) for value in values}
    data_type = _TYPES.get(frozenset(types))
    if data_type is None:
        scope.fail(_mixed(types), parameter)
    different = list(dict.fromkeys(values))
    if pa.types.is_floating(data_type):
        different = [float(value) for value in different]
    return pa.array(different, type=data_type)


def _mixed(types: set[type]) -> str:
    words = {str: "strings", bool: "booleans", int: "integers", float: "numbers"}
    found = " and ".join(words[kind] for kind in words if kind in types)
    return f"mixes {found}, but a column has one type: put quotes around all that are to be strings"
