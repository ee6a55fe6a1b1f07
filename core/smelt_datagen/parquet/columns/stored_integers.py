"""Which types Parquet stores as integers that are Arrow's, and how."""

from __future__ import annotations

from typing import Any

import attrs
import numpy as np
import numpy.typing as npt
import pyarrow as pa

from smelt_datagen.arrays.conversion import numpy_dtype

_PHYSICAL_TYPES = {4: 1, 8: 2}
"""Numbers in parquet.thrift by the bytes of an integer."""


@attrs.frozen
class StoredIntegers:
    """Integers of 32 or 64 bits."""

    dtype: np.dtype[Any]
    is_signed: bool

    @property
    def physical_type(self) -> int:
        """Number of the type in parquet.thrift."""
        return _PHYSICAL_TYPES[self.dtype.itemsize]

    @classmethod
    def of(cls, data_type: pa.DataType) -> StoredIntegers | None:
        """Return how values of a type are stored, None unless as Arrow's integers."""
        if not _is_as_in_arrow(data_type):
            return None
        own = numpy_dtype(data_type)
        size = max(own.itemsize, min(_PHYSICAL_TYPES))  # Parquet has none of 8 or 16 bits
        return cls(np.dtype(f"<{own.kind}{size}"), own.kind == "i")

    def stored(self, values: npt.NDArray[Any]) -> npt.NDArray[Any]:
        """Return Arrow's integers as Parquet's."""
        return values.astype(self.dtype, copy=False)

    def plain(self, values: npt.NDArray[Any]) -> bytes:
        """Return Arrow's integers, encoded plainly."""
        return self.stored(values).tobytes()


def _is_as_in_arrow(data_type: pa.DataType) -> bool:
    if pa.types.is_integer(data_type) or pa.types.is_date32(data_type):
        return True
    is_time = pa.types.is_timestamp(data_type) or pa.types.is_time(data_type)
    return bool(is_time and data_type.unit != "s")  # pyarrow stores seconds as milliseconds
