"""An expression over the rows of a dataset, ready to be evaluated."""

from __future__ import annotations

from typing import Any

import attrs
import numpy as np
import numpy.typing as npt
import pyarrow as pa
from smelt_datagen.arrays import (
    arrow_array,
    code_type,
    dictionary_array,
    numpy_values,
    take,
    validity,
    with_validity,
)
from smelt_datagen.plugin import ColumnType, Dataset, Rows, Scope, near_names

from smelt_datagen_builtin.expressions.calls import WrongSql
from smelt_datagen_builtin.expressions.compiler import Compiler
from smelt_datagen_builtin.expressions.nodes import MOST_CATEGORIES, Coded, Node
from smelt_datagen_builtin.expressions.parsing import parsed, place
from smelt_datagen_builtin.expressions.rows import Evaluated, OfDictionary
from smelt_datagen_builtin.expressions.sql_types import column_type, sql_type
from smelt_datagen_builtin.expressions.vectors import BoolArray, read, written


def bound(sql: str, scope: Scope, dataset: Dataset, *path: str) -> Bound:
    """Return the expression over rows of `dataset`; fail at `path` for what is wrong with it."""
    names = _Names(scope, dataset, path)
    whose = f"dataset '{scope.owner.name}', column '{scope.column_name}'"
    try:
        node = Compiler(names.column, names.row_count, near_names).node(parsed(sql))
    except WrongSql as wrong:
        scope.fail(f"{place(wrong.part)}{wrong.message}", *path)
    except RecursionError:
        scope.fail("has parts within parts, more than can be counted through", *path)
    return Bound(node, whose, path)


@attrs.frozen(eq=False, repr=False)
class Bound:
    """What makes the values of an expression at any rows."""

    node: Node
    place: str
    path: tuple[str, ...]

    def column_type(self, scope: Scope) -> ColumnType:
        """Return the type of the column that it makes; fail if no column can have it."""
        kind = column_type(self.node.type, nullable=self.node.nullable)
        if kind is None:
            advice = {"null": "cast it to a type", "interval": "take a part with extract"}
            wrong = self.node.type.kind
            scope.fail(f"is of the type {wrong}, which no column has: {advice[wrong]}", *self.path)
        coded = self.node.coded
        if (
            coded is None
            or kind.data_type != pa.utf8()
            or not _table(coded).null_count < coded.size
        ):
            return kind
        table = _table(coded)
        return attrs.evolve(kind, dictionary=take(table, arrow_array(_known(table))))

    def values(self, rows: Rows, kind: ColumnType) -> pa.Array:
        """Return the values at rows as an array of the column's type; raises DataError."""
        at = Evaluated(rows, self.place)
        if kind.dictionary is None or self.node.coded is None:
            return written(self.node.evaluate(at), self.node.type, kind.data_type, len(rows))
        table = _table(self.node.coded)
        places = np.zeros(len(table), code_type(len(kind.dictionary)))
        places[_known(table)] = np.arange(len(kind.dictionary))
        codes = self.node.coded.codes(at)
        made = dictionary_array(places[codes], kind.dictionary)
        return with_validity(made, validity(table)[codes]) if table.null_count else made

    def truth(self, rows: Rows) -> BoolArray:
        """Return where it is true, of an expression that is true or false."""
        vector = self.node.evaluate(Evaluated(rows, self.place))
        truth: BoolArray = np.broadcast_to(vector.values, len(rows)) & vector.mask(len(rows))
        return truth


def _table(coded: Coded) -> pa.StringArray:
    return coded.table.values


def _known(table: pa.StringArray) -> npt.NDArray[np.int64]:
    """Return where a table of categories has no null."""
    return np.flatnonzero(validity(table))


@attrs.frozen(eq=False, repr=False)
class _Names:
    """What names mean within an expression."""

    scope: Scope
    dataset: Dataset
    path: tuple[str, ...]
    known: dict[str, Node] = attrs.field(factory=dict)

    def row_count(self, name: str, _: Any) -> int:
        """Return how many rows the dataset of this name has."""
        if name == self.scope.owner.name:
            return self.scope.owner.row_count
        return self.scope.dataset(name, *self.path).row_count

    def column(self, name: str, part: Any) -> Node:
        """Return the column at a path, one node for each."""
        if name not in self.known:
            self.known[name] = self._column(name, part)
        return self.known[name]

    def _column(self, name: str, part: Any) -> Node:
        kind = self._kind(name, part)
        made = sql_type(kind)
        if made is None:
            raise WrongSql(f"is {kind.data_type}, of which there are no expressions", part)
        whole = Node(made, lambda rows: read(rows.column(name)), kind.nullable)
        if kind.dictionary is None or len(kind.dictionary) > MOST_CATEGORIES:
            return whole
        size = len(kind.dictionary) + 1
        every = dictionary_array(
            (np.arange(size) % (size - 1)).astype(code_type(size)), kind.dictionary
        )
        with_null = with_validity(every, np.arange(size) < size - 1)
        categories = OfDictionary(self.dataset.range(0, 0), "", values=with_null)
        coded = Coded(
            lambda rows: _codes(rows, name, size - 1), read(categories.values), size, categories
        )
        return attrs.evolve(whole, coded=coded)

    def _kind(self, name: str, part: Any) -> ColumnType:
        """Return the type of a column; what is wrong with its name is said with its place."""
        problems = self.scope.context.problems
        before = len(problems)
        attempts = self.scope.attempts()
        with attempts:
            return self.scope.column_of(self.dataset, name, *self.path).type
        for number in range(before, len(problems)):
            if problems[number].path == (*self.scope.path, *self.path):
                message = f"{place(part)}{problems[number].message}"
                problems[number] = attrs.evolve(problems[number], message=message)
        attempts.settle()
        raise WrongSql("is in error", part)  # which `settle` has said


def _codes(rows: Evaluated, name: str, missing: int) -> npt.NDArray[np.integer[Any]]:
    """Return the categories of a column by their numbers; `missing` where there is none."""
    array = rows.column(name)
    codes = numpy_values(array.indices)
    if not array.null_count:
        return codes
    return np.where(validity(array), codes.astype(np.int32), np.int32(missing))
