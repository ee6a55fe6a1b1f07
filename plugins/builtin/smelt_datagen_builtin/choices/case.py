"""A generator for each value of another column."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import attrs
import numpy as np
import numpy.typing as npt
import pyarrow as pa
from smelt_datagen.arrays import (
    Unfit,
    arrow_array,
    cast,
    decoded,
    exact_cast,
    index_in,
    numpy_values,
    take,
    validity,
)
from smelt_datagen.plugin import (
    Block,
    Column,
    ColumnType,
    Generator,
    Scalar,
    Scope,
    generator,
    near_names,
    param,
)

from smelt_datagen_builtin.choices.dictionary import dictionary_of
from smelt_datagen_builtin.choices.merging import merged_type, unified

_NONE = -1


@generator(
    "case",
    example="""
        type: case
        column: plan
        when:
          free: { type: constant, value: 0 }
          pro: { type: uniform_int, min: 10, max: 50 }
        else: { type: uniform_int, min: 100, max: 1000 }
        """,
    context="""
        columns:
          - name: plan
            generator: { type: one_of, values: [free, pro, enterprise] }
        """,
    output="the type of the generators",
)
class Case(Generator):
    """Value of one of several generators: which, another column of the row says.

    Each draws at its own rows only. Where the column has none of the values, and where it is null,
    the value is that of `else`; without it, null.
    """

    column: str = param("Column of the row, or path, that decides.")
    when: dict[Scalar, Generator] = param("A generator for each of its values.")
    otherwise: Generator | None = param(
        "The generator of all other rows; null: they are null.", default=None, alias="else"
    )

    def bind(self, scope: Scope) -> Column:
        """Return a column of the type of all generators; fail where they have no type in common."""
        if not self.when:
            scope.fail("must have at least one value", "when")
        deciding = scope.column(self.column, "column")
        values = self._values(deciding.type, scope)
        kind, inner = _alike(self._bound(scope), scope)
        if self.otherwise is None:
            kind = attrs.evolve(kind, nullable=True)
        names: list[tuple[str, ...]] = [("when", _name(value)) for value in self.when]
        if self.otherwise is not None:
            names.append(("else",))
        return _CaseColumn(kind, self.column, values, inner, names)

    def _bound(self, scope: Scope) -> Sequence[Column]:
        attempts = scope.attempts()
        bound: list[Column] = []
        for value, one in self.when.items():
            with attempts:
                bound.append(scope.bind(one, "when", value))
        if self.otherwise is not None:
            with attempts:
                bound.append(scope.bind(self.otherwise, "else"))
        attempts.settle()
        return bound

    def _values(self, kind: ColumnType, scope: Scope) -> pa.Array:
        """Return the values that decide as those of the column; fail for one that it never has."""
        listed = dictionary_of([*self.when], scope, "when")
        as_theirs = exact_cast(listed.type, kind.data_type)
        if as_theirs is None:
            words = f"column '{self.column}' is {kind.data_type}"
            scope.fail(f"{words}, which {listed.type} cannot be", "when")
        try:
            values = as_theirs(listed)
        except Unfit as unfit:
            value = [*self.when][unfit.position]
            scope.fail(f"column '{self.column}' is {kind.data_type}, not '{value}'", "when", value)
        if kind.dictionary is not None:
            known = index_in(values, kind.dictionary)
            for value, place in zip(self.when, known.to_pylist(), strict=True):
                if place is None:
                    names = [str(name) for name in kind.dictionary.to_pylist()]
                    message = f"column '{self.column}' never is '{value}'"
                    scope.report(f"{message}{near_names(str(value), names)}", "when", value)
            scope.stop_if_failed()
        return values


def _name(value: Scalar) -> str:
    return value if isinstance(value, str) else repr(value)


def _alike(inner: Sequence[Column], scope: Scope) -> tuple[ColumnType, Sequence[Column]]:
    """Return the type of all columns, and the columns: integers beside doubles as doubles."""
    kinds = [column.type for column in inner]
    types = {kind.data_type for kind in kinds}
    if len(types) > 1 and all(map(_is_number, types)):
        inner = [
            column if column.type.data_type == pa.float64() else _Float(column) for column in inner
        ]
        kinds = [column.type for column in inner]
    if len({kind.written.data_type for kind in kinds}) > 1:
        found = " and ".join(dict.fromkeys(str(kind.written.data_type) for kind in kinds))
        scope.fail(f"the generators give {found}, but a column has one type", "when")
    return merged_type(kinds), inner


def _is_number(data_type: pa.DataType) -> bool:
    return bool(pa.types.is_integer(data_type) or pa.types.is_float64(data_type))


class _Float(Column):
    """The integers of another column as doubles."""

    def __init__(self, inner: Column) -> None:
        self.type = ColumnType(pa.float64(), inner.type.nullable)
        self._inner = inner

    def generate(self, block: Block) -> pa.Array:
        array = self._inner.generate(block)
        return cast(decoded(array, self._inner.type.data_type), pa.float64())


@attrs.frozen(eq=False)
class _CaseColumn(Column):
    type: ColumnType
    column: str
    values: pa.Array
    inner: Sequence[Column]
    names: Sequence[tuple[str, ...]]

    def generate(self, block: Block) -> pa.Array:
        chosen = self._chosen(block)
        arrays: list[pa.Array] = []
        positions = np.zeros(len(block), np.int64)
        start = 0
        for number, (column, name) in enumerate(zip(self.inner, self.names, strict=True)):
            rows = np.flatnonzero(chosen == number)
            if not rows.size:
                continue
            part = block.child(*name).at(block.rows.subset(rows))
            arrays.append(unified(self.type, column.type, column.generate(part)))
            positions[rows] = np.arange(start, start + len(rows))
            start += len(rows)
        return self._joined(arrays, positions, chosen)

    def _chosen(self, block: Block) -> npt.NDArray[np.integer[Any]]:
        """Return which generator makes the value of each row, -1 where none does."""
        array = decoded(block.rows.column(self.column), self.values.type)
        places = index_in(array, self.values)
        others = len(self.values) if len(self.inner) > len(self.values) else _NONE
        return np.where(validity(places), numpy_values(places), others)

    def _joined(
        self,
        arrays: Sequence[pa.Array],
        positions: npt.NDArray[np.int64],
        chosen: npt.NDArray[np.integer[Any]],
    ) -> pa.Array:
        empty = pa.nulls(1, self.type.data_type)
        if self.type.dictionary is not None:
            codes = pa.nulls(1, self.type.array_type.index_type)
            empty = pa.DictionaryArray.from_arrays(codes, self.type.dictionary, safe=False)
        whole = pa.concat_arrays([*arrays, empty])
        positions[chosen == _NONE] = len(whole) - 1
        return take(whole, arrow_array(positions))
