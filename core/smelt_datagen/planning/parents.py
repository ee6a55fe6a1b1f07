"""The key `parent` of a dataset: how many of its rows lie under each row of another one."""

from __future__ import annotations

from functools import partial
from typing import cast

import attrs
import numpy as np
import pyarrow as pa

from smelt_datagen.arrays.conversion import decoded, numpy_values
from smelt_datagen.arrays.nulls import validity
from smelt_datagen.config.models import DatasetConfig, ParentConfig
from smelt_datagen.messages import quote
from smelt_datagen.planning.binder import Binder
from smelt_datagen.planning.row_counts import LARGEST_COUNT
from smelt_datagen.protocol.block import Block
from smelt_datagen.protocol.column import Column
from smelt_datagen.protocol.dataset import Dataset
from smelt_datagen.protocol.quantiles import quantiles
from smelt_datagen.protocol.relation import MOST_CHILDREN, FamilyRelation, Relation
from smelt_datagen.protocol.scope import BindFailure, CircularReferenceError, Scope
from smelt_datagen.randomness.streams import Stream, UInt64Array
from smelt_datagen.relations.decks import DECK, Decks
from smelt_datagen.relations.grouped import Int64Array
from smelt_datagen.relations.prefix_sums import PrefixSums

_CHILDREN = "children"


def child_dataset(
    config: DatasetConfig, parent: ParentConfig, stream: Stream, binder: Binder
) -> Dataset:
    """Return the dataset, whose rows are counted when they are first asked for."""

    def relation() -> FamilyRelation:
        return cast("FamilyRelation", binder.fact(dataset, Relation))

    dataset = binder.dataset(config.name, lambda: relation().total, stream, relation)
    settled = _Settled(parent, dataset, binder)
    binder.add_fact(dataset, Relation, "parent", settled.relation)
    return dataset


@attrs.frozen(eq=False, repr=False)
class _Settled:
    """What a parent of a dataset comes to, or why it cannot be one."""

    config: ParentConfig
    dataset: Dataset
    binder: Binder

    def relation(self) -> FamilyRelation:
        """Return how the rows lie under those of the parent; raise BindFailure if it is wrong."""
        scope = Scope(self.binder, self.dataset, self.dataset, "parent", self.config.path, "parent")
        if not self.config.dataset:
            raise BindFailure  # it is missing, which was said
        parent = scope.dataset(self.config.dataset, "dataset")
        scope = attrs.evolve(scope, own=parent)
        try:
            made = self._made(parent, scope)
            total, parents = made.total, parent.row_count
        except CircularReferenceError as circle:
            scope.fail(str(circle), "dataset")
        if not 0 < total <= LARGEST_COUNT:
            how_many = f"{total:,} rows for the {parents:,} of '{parent.name}'"
            scope.fail(f"makes {how_many}; there must be from 1 to 2^63 - 1", _CHILDREN)
        return made

    def _made(self, parent: Dataset, scope: Scope) -> FamilyRelation:
        self.binder.need(self.dataset, ParentConfig)
        with self.binder.making(self.dataset, ParentConfig):
            column = self.binder.generator(self.config.children, scope)
            asks = self.binder.has_asked(self.dataset, ParentConfig)
        here = scope.at((*self.config.path, _CHILDREN))
        found = column.type.data_type
        if not pa.types.is_integer(found):
            here.fail(f"must give integers, not {found}")
        stream = self.dataset.stream.child(_CHILDREN)
        if column.draws is not None and not asks:
            return Decks(parent, self.dataset, _hand(column, stream, here), stream.child("deck"))
        count = partial(_counts, column, stream, parent, here)
        return PrefixSums.of(parent, self.dataset, count)


def _hand(column: Column, stream: Stream, scope: Scope) -> Int64Array:
    """Return the counts that a column of one draw gives for a deck."""
    array = quantiles(column, DECK, stream)
    return _checked(array, np.arange(DECK, dtype=np.uint64), scope, is_of_rows=False)


def _counts(
    column: Column, stream: Stream, parent: Dataset, scope: Scope, index: UInt64Array
) -> Int64Array:
    """Return how many children the parents with these numbers have."""
    rows = parent.rows(index)
    return _checked(column.generate(Block(rows, stream)), index, scope, is_of_rows=True)


def _checked(array: pa.Array, index: UInt64Array, scope: Scope, *, is_of_rows: bool) -> Int64Array:
    if pa.types.is_dictionary(array.type):
        array = decoded(array, array.type.value_type)
    valid = validity(array)
    numbers = numpy_values(array)
    right = valid & (numbers >= 0) & (numbers <= MOST_CHILDREN)
    if not right.all():
        place = int(np.argmin(right))
        where = f" at row {index[place]} of '{scope.own.name}'" if is_of_rows else ""
        found = quote(array[place].as_py())
        scope.fail(f"must be from 0 to {MOST_CHILDREN:,} children (found {found}{where})")
    return numbers.astype(np.int64)
