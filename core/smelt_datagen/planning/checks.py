"""What a plugin's code returns is held against what it declares, and its failures are named."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import attrs
import pyarrow as pa

from smelt_datagen.errors import DatagenError, GeneratorError, RowsError
from smelt_datagen.plugins.failures import describe
from smelt_datagen.protocol.column import Column
from smelt_datagen.protocol.column_type import ColumnType
from smelt_datagen.protocol.draw_source import STREAM_DRAWS, DrawSource
from smelt_datagen.protocol.scope import BindFailure

if TYPE_CHECKING:
    from smelt_datagen.protocol.block import Block


class _Named:
    """The context of `Provenance.named`: a class, since every block of every column enters one."""

    __slots__ = ("_text", "_when")

    def __init__(self, text: str, when: Callable[[], str]) -> None:
        self._text, self._when = text, when

    def __enter__(self) -> None:
        """Let the code begin."""

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        """Name whose code has failed, if it has."""
        is_other = not isinstance(error, _EXPECTED) or isinstance(error, RowsError)
        if error is not None and is_other:
            text = f"{self._text} raised {describe(error)} ({self._when()})"
            raise GeneratorError(text) from error


_EXPECTED = (DatagenError, BindFailure, KeyboardInterrupt, GeneratorExit)


@attrs.frozen(eq=False, repr=False)
class Provenance:
    """Whose code runs, and for which place of the config."""

    text: str
    """As in `dataset 'users', column 'age': generator 'acme.age' of acme 1.0`."""

    def named(self, when: Callable[[], str]) -> _Named:
        """Turn whatever the code inside raises into a GeneratorError; let expected errors pass."""
        return _Named(self.text, when)

    def checked(self, column: object, *, inverts_draw: bool = False) -> CheckedColumn:
        """Return what `bind` returned as a column that checks every array.

        `inverts_draw` is what its generator declares.
        """
        if not isinstance(column, Column):
            found = type(column).__name__
            raise GeneratorError(f"{self.text} returned {found} from bind, not a Column")
        with self.named(lambda: "while it was asked what it declares"):
            wrong = undeclared(column)
            if wrong is None:
                return CheckedColumn(column, self, _draws(column, inverts_draw=inverts_draw))
        raise GeneratorError(f"{self.text} declares {wrong}")


def _draws(column: Column, *, inverts_draw: bool) -> DrawSource | None:
    """Return the numbers that the values of a column never fall with, None if there are none."""
    if column.draws is not None or not inverts_draw:
        return column.draws
    reference = column.reference
    return STREAM_DRAWS if reference is None or reference.inverts_draw else None


def undeclared(column: Column) -> str | None:
    """Return what a column declares of itself that it cannot, or None."""
    kind = getattr(column, "type", None)
    if not isinstance(kind, ColumnType):
        return f"its type as {type(kind).__name__}, not as ColumnType"
    if not isinstance(kind.data_type, pa.DataType):
        return "no data_type, or none of Arrow's"
    return next((words(kind) for is_right, words in _FACTS if not is_right(kind)), None)


def _is_nullable_or_not(kind: ColumnType) -> bool:
    return isinstance(kind.nullable, bool)


def _has_dictionary(kind: ColumnType) -> bool:
    return kind.dictionary is None or (
        isinstance(kind.dictionary, pa.Array) and kind.dictionary.type.equals(kind.data_type)
    )


def _has_bounds(kind: ColumnType) -> bool:
    bounds = kind.bounds
    if bounds is None:
        return True
    if not (isinstance(bounds, tuple) and len(bounds) == 2):  # noqa: PLR2004 (lowest, highest)
        return False
    return all(isinstance(bound, int) for bound in bounds) and bounds[0] <= bounds[1]


def _has_format(kind: ColumnType) -> bool:
    """Whether values of the type can be written in the format that it says."""
    if kind.format == "json":
        return bool(pa.types.is_string(kind.data_type))
    if kind.format in ("text", "native"):
        return kind.data_type in (pa.date32(), pa.timestamp("s"))
    return kind.format is None


_FACTS: tuple[tuple[Callable[[ColumnType], bool], Callable[[ColumnType], str]], ...] = (
    (_is_nullable_or_not, lambda kind: f"nullable as {kind.nullable!r}, not as True or False"),
    (_has_dictionary, lambda kind: f"a dictionary that is no Arrow array of {kind.data_type}"),
    (_has_bounds, lambda kind: f"the bounds {kind.bounds!r}, not two integers (lowest, highest)"),
    (_has_format, lambda kind: f"the format {kind.format!r}, which {kind.data_type} cannot have"),
)
"""Whether each fact of a type can be, and what to say if it cannot."""


class CheckedColumn(Column):
    """A column that checks what `column` returns, in O(1), and says where a failure came from."""

    def __init__(self, column: Column, provenance: Provenance, draws: DrawSource | None) -> None:
        self.type, self.reference, self.draws = column.type, column.reference, draws
        self._column, self._provenance = column, provenance

    def generate(self, block: Block) -> pa.Array:
        """Return the column's array; raise GeneratorError if it is not as declared."""
        with self._provenance.named(lambda: _rows(block)):
            array = self._column.generate(block)
        if (wrong := violation(self.type, array, len(block))) is not None:
            raise GeneratorError(f"{self._provenance.text} {wrong} ({_rows(block)})")
        return array

    def drawing(self, source: DrawSource) -> Column:
        """Return the column with another source behind its draw, checked as well."""
        sourced = self._column.drawing(source)
        return CheckedColumn(sourced, self._provenance, sourced.draws)


def _rows(block: Block) -> str:
    index = block.index
    return f"rows {index.min()} to {index.max()}" if index.size else "no rows"


def violation(kind: ColumnType, array: object, length: int) -> str | None:
    """Return in which way `array` is not what a column's type says for `length` rows, or None."""
    if not isinstance(array, pa.Array):
        return f"returned {type(array).__name__}, not a pyarrow.Array"
    if len(array) != length:
        return f"returned {len(array)} values for {length} rows"
    if (wrong := _type_violation(kind, array)) is not None:
        return wrong
    if array.null_count and not kind.nullable:
        return f"returned {array.null_count} nulls, but is not declared nullable"
    return None


def _type_violation(kind: ColumnType, array: pa.Array) -> str | None:
    if not array.type.equals(kind.array_type):
        return f"returned {array.type}, but declares {kind.array_type}"
    if kind.dictionary is not None and not _same(array.dictionary, kind.dictionary):
        return "returned an array with another dictionary than it declares"
    return None


def _same(found: pa.Array, declared: pa.Array) -> bool:
    """Whether two arrays are equal; at once if they share their memory, NaNs or not."""
    places = [
        (array.offset, len(array), [buffer and buffer.address for buffer in array.buffers()])
        for array in (found, declared)
    ]
    return places[0] == places[1] or bool(found.equals(declared))
