"""What a plugin's code returns is held against what it declares, and its failures are named."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

import attrs
import pyarrow as pa

from smelt_datagen.errors import DatagenError, GeneratorError
from smelt_datagen.plugins.failures import describe
from smelt_datagen.protocol.column import Column, ColumnLike
from smelt_datagen.protocol.scope import BindFailure

if TYPE_CHECKING:
    from smelt_datagen.protocol.block import Block


@attrs.frozen
class Provenance:
    """Whose code runs, and for which place of the config."""

    text: str
    """As in `dataset 'users', column 'age': generator 'acme.age' of acme 1.0`."""
    trusted: bool
    """Whether it is the product's own: a bug of the product keeps its traceback."""

    @contextlib.contextmanager
    def named(self, when: Callable[[], str]) -> Iterator[None]:
        """Turn whatever the code inside raises into a GeneratorError; let expected errors pass."""
        try:
            yield
        except (DatagenError, BindFailure, KeyboardInterrupt, GeneratorExit):
            raise
        except BaseException as error:
            if self.trusted:
                raise
            raise GeneratorError(f"{self.text} raised {describe(error)} ({when()})") from error

    def checked(self, column: object) -> CheckedColumn:
        """Return what `bind` returned as a column that checks every array."""
        if not isinstance(column, Column):
            found = type(column).__name__
            raise GeneratorError(f"{self.text} returned {found} from bind, not a Column")
        with self.named(lambda: "while it was asked what it declares"):
            wrong = undeclared(column)
            if wrong is None:
                return CheckedColumn(column, self)
        raise GeneratorError(f"{self.text} {wrong}")


def undeclared(column: Column) -> str | None:
    """Return what is wrong with what a column declares of itself, or None."""
    if not isinstance(getattr(column, "data_type", None), pa.DataType):
        return "declares no data_type, or none of Arrow's"
    if not isinstance(column.logical_type, pa.DataType):
        return f"declares the logical_type {column.logical_type!r}, which is no Arrow type"
    if not isinstance(column.nullable, bool):
        return f"declares nullable as {column.nullable!r}, not as True or False"
    if column.dictionary is not None and not (
        isinstance(column.dictionary, pa.Array) and column.dictionary.type.equals(column.data_type)
    ):
        return f"declares a dictionary that is no Arrow array of {column.data_type}"
    if column.bounds is not None and not _are_bounds(column.bounds):
        return f"declares the bounds {column.bounds!r}, not two integers (lowest, highest)"
    return None


def _are_bounds(bounds: object) -> bool:
    if not (isinstance(bounds, tuple) and len(bounds) == 2):  # noqa: PLR2004 (lowest, highest)
        return False
    return all(isinstance(bound, int) for bound in bounds) and bounds[0] <= bounds[1]


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
