"""Nulls as JSON has them."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pyarrow as pa
from smelt_datagen.arrays import arrow_array, string_array, take, validity

from smelt_datagen_builtin.text.pieces import Codes

NULL = "null"


def or_null(text: pa.StringArray, valid: npt.NDArray[np.bool_]) -> pa.StringArray:
    """Return `text` with `null` in place of what is not valid."""
    if valid.all():
        return text
    places = np.where(valid, np.arange(len(text)), len(text))
    return take(pa.concat_arrays([text, string_array([NULL])]), arrow_array(places))


def with_nulls(codes: Codes, values: pa.Array, code_of_null: int) -> Codes:
    """Return `codes` with that of null in place of what `values` lack."""
    if not values.null_count:
        return codes
    return np.where(validity(values), codes, np.int32(code_of_null))
