"""Foreign keys: which row of another dataset a row belongs to."""

from __future__ import annotations

import attrs
import pyarrow as pa
from smelt_datagen.plugin import (
    Column,
    ColumnType,
    Dataset,
    Generator,
    Reference,
    ReferenceColumn,
    Scope,
    UniformReference,
    generator,
    param,
)

from smelt_datagen_builtin.distributions.zipf_ranks import ZipfRanks
from smelt_datagen_builtin.references.matching import matching
from smelt_datagen_builtin.references.selected import SelectedReference, selected_rows
from smelt_datagen_builtin.references.trees import TreeReference
from smelt_datagen_builtin.references.uniqueness import EveryReference, UniqueReference
from smelt_datagen_builtin.references.weighted import WeightedReference, cumulated_weights
from smelt_datagen_builtin.references.zipf import ZipfReference

_PICKS = ("distribution", "weight_by", "unique", "min_children", "match", "roots")
"""The parameters that say which rows are picked; there can be one of them."""


@attrs.frozen(kw_only=True)
class Zipf:
    """Few targets are popular, most are not."""

    type: str = param("The kind of distribution.", choices=("zipf",))
    exponent: float = param(
        "How steeply shares fall: that of rank k is proportional to 1 / k^exponent.",
        default=1.0,
        gt=0,
        le=20,
    )


@generator(
    "foreign_key",
    example="{ type: foreign_key, dataset: customers }",
    context="""
        datasets:
          - name: customers
            output: customers
            num_rows: 100
            columns:
              - name: customer_id
                generator: { type: sequential_id }
        """,
    output="int64, or the type of the column",
    inverts_draw=True,
)
class ForeignKey(Generator):
    """Key of a random row of another dataset.

    The key is the sequential id, from 1 to the number of rows, or the value of any column. All rows
    are picked equally often, unless one of the other parameters says otherwise.
    """

    dataset: str = param("Name of the dataset that is referred to.")
    column: str | None = param("Its column whose values are taken; null: the id.", default=None)
    distribution: Zipf | None = param("How popular targets are; null: all equally.", default=None)
    weight_by: str | None = param(
        "Column of the target, of numbers from 0 up: how often it is picked.", default=None
    )
    unique: bool = param("Whether every target is picked once at most.", default=False)
    min_children: int | None = param(
        "How often every target is picked at least.", default=None, ge=1
    )
    match: dict[str, str] | None = param(
        "Columns of the target, and the columns or paths of the row that they have to equal.",
        default=None,
    )
    where: str | None = param(
        "Condition in SQL over the columns of the target: only rows that meet it are picked.",
        default=None,
    )
    roots: float | None = param(
        "With the own dataset, for a tree of earlier rows: share of the rows that have no parent.",
        default=None,
        ge=0,
        le=1,
    )

    def bind(self, scope: Scope) -> Column:
        """Return a column over the rows of the dataset."""
        self._check_together(scope)
        target = self._target(scope)
        kind = ColumnType(pa.int64(), bounds=(1, target.row_count))
        if self.column is not None:
            kind = scope.column_of(target, self.column, "column").type
        reference = self._selected(scope, target)
        nullable = kind.nullable or self.roots is not None or self._matches_null(scope)
        return ReferenceColumn(attrs.evolve(kind, nullable=nullable), reference)

    def _check_together(self, scope: Scope) -> None:
        values = ((name, getattr(self, name)) for name in _PICKS)
        given = [name for name, value in values if value is not None and value is not False]
        if len(given) > 1:
            first, second, *_ = given
            scope.fail(f"cannot stand beside '{first}': both say which rows are picked", second)

    def _target(self, scope: Scope) -> Dataset:
        if self.roots is None:
            return scope.dataset(self.dataset, "dataset")
        if self.dataset != scope.owner.name:
            scope.fail(f"is for the own dataset, '{scope.owner.name}': rows of a tree", "roots")
        if scope.place != "columns":
            scope.fail("a tree is one of the dataset's rows, whose columns stand in it", "roots")
        return scope.own

    def _matches_null(self, scope: Scope) -> bool:
        return any(scope.column(ours).type.nullable for ours in (self.match or {}).values())

    def _selected(self, scope: Scope, target: Dataset) -> Reference:
        """Return the reference to all rows, or to those that `where` selects."""
        if self.where is None:
            return self._reference(scope, target)
        for name in ("weight_by", "match", "roots"):
            if getattr(self, name) is not None:
                scope.fail(f"cannot stand beside '{name}', which looks at all rows", "where")
        selected = selected_rows(scope, target, self.where)
        some = Dataset(target.name, len(selected), target.stream)
        return SelectedReference(target, self.column, self._reference(scope, some), selected)

    def _reference(self, scope: Scope, target: Dataset) -> Reference:
        key = self.column
        if self.roots is not None:
            return TreeReference(target, key, self.roots)
        if self.distribution is not None:
            ranks = ZipfRanks(target.row_count, self.distribution.exponent)
            return ZipfReference(target, key, ranks)
        if self.weight_by is not None:
            return WeightedReference(target, key, cumulated_weights(scope, target, self.weight_by))
        if self.match is not None:
            return matching(scope, target, key, self.match)
        return self._spread(scope, target)

    def _spread(self, scope: Scope, target: Dataset) -> Reference:
        if self.min_children is not None:
            return self._every(scope, target, self.min_children)
        if not self.unique:
            return UniformReference(target, self.column)
        if scope.row_count > target.row_count:
            found = f"{scope.row_count:,} rows cannot pick from {target.row_count:,}"
            scope.fail(f"{found} of dataset '{target.name}' without repeats", "unique")
        return UniqueReference(target, self.column)

    def _every(self, scope: Scope, target: Dataset, minimum: int) -> Reference:
        needed = target.row_count * minimum
        if scope.row_count < needed:
            targets = f"{minimum:,} for each of the {target.row_count:,} rows of '{target.name}'"
            found = f"there are {scope.row_count:,}"
            scope.fail(f"needs {needed:,} rows, {targets}, but {found}", "min_children")
        return EveryReference(target, self.column, minimum, scope.row_count)
