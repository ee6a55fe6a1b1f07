"""Every array that a generator returns is held against what its column declares."""

from __future__ import annotations

import traceback
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import pyarrow as pa

from smelt_datagen.column import Column, ColumnLike
from smelt_datagen.errors import GeneratorError

if TYPE_CHECKING:
    from smelt_datagen.block import Block


class CheckedColumn(ColumnLike):
    """A column that checks what `column` returns, in O(1), and says where a failure came from."""

    def __init__(
        self, column: Column, *, place: str, type_name: str, distribution: str, trusted: bool
    ) -> None:
        super().__init__(column)
        self._origin = f"{place}: generator '{type_name}' of {distribution}"
        self._trusted = trusted
        self._array_type = column.array_type

    @property
    def array_type(self) -> pa.DataType:
        """What the wrapped column says, asked once."""
        return self._array_type

    def generate(self, block: Block) -> pa.Array:
        """Return the wrapped column's array; raise GeneratorError if it is not as declared."""
        try:
            array = self.like.generate(block)
        except GeneratorError:
            raise
        except Exception as error:
            if self._trusted or isinstance(error, MemoryError):
                raise  # a bug of the product keeps its traceback
            raise GeneratorError(self._message(block, f"raised {_describe(error)}")) from error
        if (wrong := violation(self, array, len(block))) is not None:
            raise GeneratorError(self._message(block, wrong))
        return array

    def _message(self, block: Block, what: str) -> str:
        index = block.index
        rows = f"rows {index.min()} to {index.max()}" if index.size else "no rows"
        return f"{self._origin} {what} ({rows})"


def violation(column: Column, array: object, length: int) -> str | None:
    """Return in which way `array` is not what `column` declares for `length` rows, or None."""
    if not isinstance(array, pa.Array):
        return f"returned {type(array).__name__}, not a pyarrow.Array"
    if len(array) != length:
        return f"returned {len(array)} values for {length} rows"
    if (wrong := _type_violation(column, array)) is not None:
        return wrong
    if array.null_count and not column.nullable:
        return f"returned {array.null_count} nulls, but is not declared nullable"
    return None


def _type_violation(column: Column, array: pa.Array) -> str | None:
    if not array.type.equals(column.array_type):
        return f"returned {array.type}, but declares {column.array_type}"
    if column.dictionary is not None and not _same(array.dictionary, column.dictionary):
        return "returned an array with another dictionary than it declares"
    return None


def _same(found: pa.Array, declared: pa.Array) -> bool:
    """Whether two arrays are equal; at once if they share their memory, NaNs or not."""
    places = [
        (array.offset, len(array), [buffer and buffer.address for buffer in array.buffers()])
        for array in (found, declared)
    ]
    return places[0] == places[1] or bool(found.equals(declared))


def _describe(error: Exception) -> str:
    frames: Sequence[traceback.FrameSummary] = traceback.extract_tb(error.__traceback__)
    last = frames[-1]
    place = f"{Path(last.filename).name}:{last.lineno}, in {last.name}"
    return f"{type(error).__name__}: {error} ({place})"
