"""What a plugin's code returns is held against what it declares, and its failures are named."""

from __future__ import annotations

import contextlib
import traceback
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import attrs
import pyarrow as pa

from smelt_datagen.column import Column, ColumnLike
from smelt_datagen.errors import DatagenError, GeneratorError
from smelt_datagen.scope import BindFailure

if TYPE_CHECKING:
    from smelt_datagen.block import Block


@attrs.frozen
class Provenance:
    """Whose code runs, and for which place of the config."""

    text: str
    """As in `dataset 'users', column 'age': generator 'acme.age' of acme 1.0`."""
    trusted: bool
    """Whether it is the product's own: a bug of the product keeps its traceback."""

    @contextlib.contextmanager
    def named(self, when: Callable[[], str]) -> Iterator[None]:
        """Turn an exception of the code inside into a GeneratorError; let expected ones pass."""
        try:
            yield
        except (DatagenError, BindFailure, MemoryError):
            raise
        except Exception as error:
            if self.trusted:
                raise
            message = f"{self.text} raised {_describe(error)} ({when()})"
            raise GeneratorError(message) from error

    def checked(self, column: object) -> CheckedColumn:
        """Return what `bind` returned as a column that checks every array."""
        if not isinstance(column, Column):
            found = type(column).__name__
            raise GeneratorError(f"{self.text} returned {found} from bind, not a Column")
        if not isinstance(getattr(column, "data_type", None), pa.DataType):
            raise GeneratorError(f"{self.text} declares no data_type, or none of Arrow's")
        with self.named(lambda: "while its type was asked for"):
            return CheckedColumn(column, self)


class CheckedColumn(ColumnLike):
    """A column that checks what `column` returns, in O(1), and says where a failure came from."""

    def __init__(self, column: Column, provenance: Provenance) -> None:
        super().__init__(column)
        self._provenance = provenance
        self._array_type = column.array_type

    @property
    def array_type(self) -> pa.DataType:
        """What the wrapped column says, asked once."""
        return self._array_type

    def generate(self, block: Block) -> pa.Array:
        """Return the wrapped column's array; raise GeneratorError if it is not as declared."""
        with self._provenance.named(lambda: _rows(block)):
            array = self.like.generate(block)
        if (wrong := violation(self, array, len(block))) is not None:
            raise GeneratorError(f"{self._provenance.text} {wrong} ({_rows(block)})")
        return array


def _rows(block: Block) -> str:
    index = block.index
    return f"rows {index.min()} to {index.max()}" if index.size else "no rows"


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
