"""The values that a user lists, as the dictionary of a column."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import pyarrow as pa
from smelt_datagen.arrays import arrow_array, string_array
from smelt_datagen.plugin import Scalar, Scope

_TYPES: Mapping[frozenset[type], type[np.generic]] = {
    frozenset({str}): np.str_,
    frozenset({bool}): np.bool_,
    frozenset({int}): np.int64,
    frozenset({float}): np.float64,
    frozenset({int, float}): np.float64,
}


def dictionary_of(values: Sequence[Scalar], scope: Scope, parameter: str) -> pa.Array:
    """Return the different values, in the order in which they first stand, as an Arrow array.

    Fails at `parameter` if one column cannot hold them all.
    """
    types = {type(value) for value in values}
    data_type = _TYPES.get(frozenset(types))
    if data_type is None:
        scope.fail(_mixed(types), parameter)
    different = list(dict.fromkeys(values))
    if data_type is np.str_:
        return string_array([str(value) for value in different])
    return arrow_array(np.array(different, dtype=data_type))


def _mixed(types: set[type]) -> str:
    words = {str: "strings", bool: "booleans", int: "integers", float: "numbers"}
    found = " and ".join(words[kind] for kind in words if kind in types)
    return f"mixes {found}, but a column has one type: put quotes around all that are to be strings"
