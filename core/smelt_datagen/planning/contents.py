"""What stands in the config of one dataset, given to the binder: partition, entities, columns."""

from __future__ import annotations

import contextlib
from collections.abc import Sequence
from functools import partial
from typing import Any

import attrs
import pyarrow as pa

from smelt_datagen.arrays.integers import is_numeric
from smelt_datagen.config.models import (
    ColumnConfig,
    DatasetConfig,
    EntityConfig,
    PartitionConfig,
    RedeliveryConfig,
)
from smelt_datagen.errors import Problem
from smelt_datagen.messages import quote
from smelt_datagen.planning.binder import Binder
from smelt_datagen.planning.column_keys import with_keys
from smelt_datagen.planning.partition_rules import is_wrong
from smelt_datagen.planning.partitioning import PartitionColumn, Partitioning
from smelt_datagen.planning.redelivery import Redelivery
from smelt_datagen.planning.row_counts import LARGEST_COUNT, effective_rows, share
from smelt_datagen.protocol.column import Column
from smelt_datagen.protocol.dataset import Dataset
from smelt_datagen.protocol.paths import FollowedColumn
from smelt_datagen.protocol.reference import UniformReference
from smelt_datagen.protocol.scope import BindFailure, Scope


@attrs.frozen(eq=False, repr=False)
class Contents:
    """The config of a dataset on its way into the plan."""

    config: DatasetConfig
    dataset: Dataset
    binder: Binder
    is_native: bool
    """Whether its dates and timestamps are such, and not text."""
    partition: PartitionConfig | None
    """The partition, with the column's name also if it is inherited."""

    _scope: Scope = attrs.field(init=False)

    @_scope.default
    def _of_columns(self) -> Scope:
        return Scope(self.binder, self.dataset, self.dataset, "columns", self.config.path, "")

    def add(self) -> None:
        """Let all columns and sections be bound when they are asked for."""
        if self.partition is not None:
            self._add_partition(self.partition)
        self.binder.sections.add(self.config, self._scope)
        if self.config.entity is not None:
            self._add_entity(self.config.entity)
        if self.config.rows is not None:
            self._add_rows(self.config.columns, self.config.rows)
        for column in self.config.columns:
            # beside rows that are written down, only what does not stand in the config is made
            is_of_caller = column.path[: len(self.config.path)] != self.config.path
            if self.config.rows is None or is_of_caller:
                self.binder.add(column, self._scope, is_native=self.is_native)
        if self.config.unique:
            from smelt_datagen.planning.unique_rows import add_unique  # noqa: PLC0415 (few configs have it)

            add_unique(self.config, self.dataset, self.binder)

    def _add_partition(self, partition: PartitionConfig) -> None:
        make = partial(self._partitioned, partition)
        self.binder.add_fact(self.dataset, Partitioning, "partition", make)
        path = partition.path if partition.inherits else (*partition.path, "column")
        if self.binder.add_name(self.dataset, partition.column, path):
            column = partial(self._partition_column, partition)
            self.binder.add_made(self.dataset, partition.column, column)

    def partitioning(self) -> Partitioning | None:
        """Return the dataset's partitions, None if it has none; raise BindFailure if in error."""
        return None if self.partition is None else self._found_partitioning()

    def _found_partitioning(self) -> Partitioning:
        found: Partitioning = self.binder.fact(self.dataset, Partitioning)
        return found

    def _partition_column(self, partition: PartitionConfig) -> Column:
        relation = self.dataset.relation
        if partition.inherits and relation is not None:
            self.binder.column(relation.parent, partition.column)  # whose values these are
        return PartitionColumn(self._found_partitioning())

    def _partitioned(self, partition: PartitionConfig) -> Partitioning:
        name, dataset = partition.column, self.dataset
        self.binder.refer(dataset)
        if partition.inherits:
            relation = dataset.relation
            if relation is None:
                raise BindFailure  # what is wrong with the parent was noted
            theirs: Partitioning = self.binder.fact(relation.parent, Partitioning)
            return theirs.inherited(relation)
        if is_wrong(partition, self.binder.problems):
            raise BindFailure
        if partition.by is not None:
            from smelt_datagen.planning.partition_periods import by_period  # noqa: PLC0415 (few configs have it)

            here = self._scope.at(partition.path, "partition")
            return by_period(name, partition.by, partition.unit or "day", here)
        if partition.start is None or partition.days is None:
            raise BindFailure  # which was noted
        return Partitioning.by_rows(name, partition.start, partition.days, dataset.row_count)

    def _add_rows(self, columns: Sequence[ColumnConfig], values: Sequence[Sequence[Any]]) -> None:
        for column, listed in zip(columns, values, strict=False):  # fewer if they are in error
            is_new = self.binder.add_name(self.dataset, column.name, (*column.path, "name"))
            if is_new and (column.data_type or any(value is not None for value in listed)):
                make = partial(self._written_down, column, listed)
                self.binder.add_made(self.dataset, column.name, make)

    def _written_down(self, config: ColumnConfig, values: Sequence[Any]) -> Column:
        from smelt_datagen.planning.written_down import written_down  # noqa: PLC0415 (few configs have rows)

        here = self._scope.at(self.config.path, config.name)
        return with_keys(config, written_down(values), here, is_native=self.is_native)

    def redelivery(self) -> Redelivery | None:
        """Return which rows are there twice; None if none are, or if that is in error."""
        config = self.config.redelivery
        if config is None:
            return None
        here = self._scope.at(config.path, "redelivery")
        with self.binder.making(self.dataset, Redelivery):
            delay = self._delay(config, here)
            arrival = self._arrival(config, here)
        if delay is None or not arrival:
            return None
        with contextlib.suppress(BindFailure):  # if the rows cannot be counted, which was noted
            count = share(self.dataset.row_count, config.fraction)
            return Redelivery(self.dataset, count, config.arrival_column, delay)
        return None

    def _add_entity(self, config: EntityConfig) -> None:
        owner = self.dataset
        self.binder.add_fact(owner, EntityConfig, "entity", partial(self._entity_count, config))
        count = partial(self.binder.fact, owner, EntityConfig)
        entities = self.binder.dataset(owner.name, count, owner.stream.child("entity"))
        inside = attrs.evolve(self._scope, own=entities, place="entity")
        for column in config.columns:
            is_new = self.binder.add(column, inside, is_native=self.is_native)
            if is_new and self.binder.add_name(owner, column.name, (*column.path, "name")):
                make = partial(self._of_entity, entities, column.name)
                self.binder.add_made(owner, column.name, make)

    def _entity_count(self, config: EntityConfig) -> int:
        count = max(1, effective_rows(self.dataset.row_count, config.pool_ratio))
        if count > LARGEST_COUNT:
            found = f"(found {quote(config.pool_ratio)})"
            message = f"makes more entities than 64 bits can number {found}"
            self.binder.problems.append(Problem((*config.path, "pool_ratio"), message))
            return 1
        return count

    def _of_entity(self, entities: Dataset, name: str) -> Column:
        """Return a column of the entities as seen from the rows, each of which picks one.

        The pick draws from the entities' own stream, so that all columns of a row see the same
        entity. Nothing is held in memory: an entity's values are functions of its number. Where
        the column is a reference of the entities, it is one of the rows, too.
        """
        pick = UniformReference(entities, name, entities.stream)
        return FollowedColumn.along(pick, name, self.binder.column(entities, name))

    def _delay(self, config: RedeliveryConfig, here: Scope) -> Column | None:
        delay = None
        with contextlib.suppress(BindFailure):
            delay = self.binder.generator(config.delay_seconds, here)
            if not is_numeric(delay.type.data_type):
                here.report(f"must give numbers, not {delay.type.data_type}", "delay_seconds")
        return delay

    def _arrival(self, config: RedeliveryConfig, here: Scope) -> bool:
        """Return whether there is an arrival column, noting what is wrong with it."""
        if not config.arrival_column:
            return False  # it is missing, which was said
        try:
            arrival = here.column(config.arrival_column, "arrival_column")
        except BindFailure:
            return False
        if config.arrival_column not in self.binder.column_names(self.dataset):
            message = f"must be a column of this dataset (found the path '{config.arrival_column}')"
            here.report(message, "arrival_column")
            return False
        if not pa.types.is_timestamp(arrival.type.data_type):
            message = f"'{config.arrival_column}' is no timestamp but {arrival.type.data_type}"
            here.report(message, "arrival_column")
        return True
