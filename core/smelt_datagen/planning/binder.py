"""A dataset's columns, entities and sections bound, every error noted."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Mapping
from pathlib import Path as FilePath
from typing import Any

import attrs
import pyarrow as pa

from smelt_datagen.arrays.integers import is_numeric
from smelt_datagen.config.loading import unknown_keys
from smelt_datagen.config.models import (
    DATASET_KEYS,
    ColumnConfig,
    DatasetConfig,
    EntityConfig,
    GeneratorConfig,
    RedeliveryConfig,
)
from smelt_datagen.config.problems import StructureError
from smelt_datagen.config.structuring import BrokenGenerator, Structurer
from smelt_datagen.errors import Path, Problem, UnknownNameError
from smelt_datagen.messages import quote
from smelt_datagen.planning.checks import Provenance
from smelt_datagen.planning.entities import EntityColumn
from smelt_datagen.planning.partition_day import PartitionDay
from smelt_datagen.planning.redelivery import Redelivery
from smelt_datagen.planning.row_counts import LARGEST_COUNT, effective_rows, share
from smelt_datagen.plugins.names import is_own
from smelt_datagen.plugins.registry import Plugins
from smelt_datagen.protocol.column import Column
from smelt_datagen.protocol.dataset import Dataset
from smelt_datagen.protocol.generator import Generator
from smelt_datagen.protocol.parameter import parameter_keys
from smelt_datagen.protocol.scope import IN_ERROR, BindFailure, Context, Scope
from smelt_datagen.protocol.section import Section


@attrs.define
class Binder:
    """Binds datasets in config order; what is wrong goes to `problems`."""

    plugins: Plugins
    problems: list[Problem]
    names: frozenset[str]
    """Names of all datasets of the config."""
    folder: FilePath
    """Where the paths of files that the config names begin."""
    earlier: dict[str, Dataset] = attrs.field(factory=dict)
    _structurer: Structurer = attrs.field(init=False)

    def __attrs_post_init__(self) -> None:
        self._structurer = Structurer(self.plugins.generator, self.folder)

    def bind(self, config: DatasetConfig, dataset: Dataset) -> Redelivery | None:
        """Bind all that stands in `config`, place its columns in `dataset`, return the rest."""
        names = _Names(self.problems)
        sections: dict[type[Section], Any] = {}
        context = Context(
            owner=dataset,
            earlier=self.earlier,
            names=self.names,
            columns=frozenset(column.name for column in config.columns),
            problems=self.problems,
            bind=self._bound,
            sections=sections,
        )
        scope = Scope(context, dataset, "columns", config.path, "")
        if config.partition is not None:
            partition = config.partition
            names.add(partition.column, (*partition.path, "column"))
            day = PartitionDay(partition.start, partition.days, dataset.row_count)
            dataset.add(partition.column, day)
        self._sections(config, scope, sections)
        if config.entity is not None:
            self._entity(config.entity, scope, names)
        for column in config.columns:
            self._column(column, scope, names)
        redelivery = None
        if config.redelivery is not None:
            redelivery = self._redelivery(config.redelivery, scope)
        self.earlier.setdefault(config.name, dataset)
        return redelivery

    def _sections(
        self, config: DatasetConfig, scope: Scope, bound: dict[type[Section], Any]
    ) -> None:
        known = set(DATASET_KEYS)
        disputed = set(self._disputed(config))
        for cls in self.plugins.sections:
            keys = parameter_keys(cls)
            known |= {*keys}
            given = {key: value for key, value in config.extra.items() if key in keys}
            if given:
                in_error = not disputed.isdisjoint(given)
                bound[cls] = IN_ERROR if in_error else self._section(cls, given, scope)
        unknown = (key for key in config.extra if key not in known)
        self.problems.extend(unknown_keys(unknown, known, config.path))

    def _disputed(self, config: DatasetConfig) -> Iterator[str]:
        """Yield the keys of a dataset that two plugins claim, each noted as an error."""
        for key in config.extra:
            try:
                self.plugins.section_of(key)
            except UnknownNameError as error:
                self.problems.append(Problem((*config.path, key), str(error), on_key=True))
                yield key

    def _section(self, cls: type[Section], given: Mapping[str, Any], scope: Scope) -> Any:
        section: Section | None = self._structured(given, cls, scope.path)
        here = attrs.evolve(scope, place="section")
        if section is None:
            for path, generator in self._structurer.generators_in(given):
                with contextlib.suppress(BindFailure):
                    here.bind(generator, *path)
            return IN_ERROR
        owner = self.plugins.owner_of(cls)
        whose = Provenance(
            f"dataset '{scope.own.name}': section '{cls.__name__}' of {owner.origin}",
            is_own(owner.origin.distribution),
        )
        try:
            with whose.named(lambda: "while it was bound"):
                return section.bind(here)
        except BindFailure:
            return IN_ERROR

    def _entity(self, config: EntityConfig, scope: Scope, names: _Names) -> None:
        dataset = scope.own
        count = max(1, effective_rows(dataset.row_count, config.pool_ratio))
        if count > LARGEST_COUNT:
            message = (
                f"makes more entities than 64 bits can number (found {quote(config.pool_ratio)})"
            )
            self.problems.append(Problem((*config.path, "pool_ratio"), message))
            count = 1
        entities = Dataset(dataset.name, count, dataset.stream.child("entity"))
        inside = attrs.evolve(scope, own=entities, place="entity")
        for column in config.columns:
            self._column(column, inside, names)
            if column.name in entities.members:
                dataset.add(column.name, EntityColumn(entities, column.name))
        dataset.unbound.update(entities.unbound)

    def _redelivery(self, config: RedeliveryConfig, scope: Scope) -> Redelivery | None:
        here = attrs.evolve(scope, path=config.path, column_name="redelivery")
        delay = self.generator(config.delay_seconds, here)
        if delay is not None and not is_numeric(delay.data_type):
            here.report(f"must give numbers, not {delay.data_type}", "delay_seconds")
        if not config.arrival_column:
            return None  # it is missing, which was said
        try:
            arrival = here.column(config.arrival_column, "arrival_column")
        except BindFailure:
            return None
        if not pa.types.is_timestamp(arrival.logical_type):
            message = f"'{config.arrival_column}' is no timestamp but {arrival.logical_type}"
            here.report(message, "arrival_column")
        if delay is None:
            return None
        count = share(scope.own.row_count, config.fraction)
        return Redelivery(scope.own, count, config.arrival_column, delay)

    def _column(self, config: ColumnConfig, scope: Scope, names: _Names) -> None:
        names.add(config.name, (*config.path, "name"))
        column = self.generator(config.generator, attrs.evolve(scope, column_name=config.name))
        if column is None:
            scope.own.unbound.add(config.name)
        else:
            scope.own.add(config.name, column)

    def generator(self, config: GeneratorConfig | None, scope: Scope) -> Column | None:
        """Return the bound column of `config`, None if it is in error."""
        if config is None:
            return None
        made: Generator | None = self._structured(config.value, Generator, config.path)
        if made is None:
            return None
        try:
            return attrs.evolve(scope, path=config.path).bind(made)
        except BindFailure:
            return None

    def _structured(self, value: object, as_type: type, path: Path) -> Any:
        try:
            return self._structurer.structure(value, as_type)
        except StructureError as error:
            self.problems.extend(
                attrs.evolve(problem, path=(*path, *problem.path)) for problem in error.problems
            )
            return None

    def _bound(self, generator: Generator, scope: Scope) -> Column:
        if isinstance(generator, BrokenGenerator):
            generator.bind(scope)
        origin = self.plugins.origin(generator)
        place = f"dataset '{scope.context.owner.name}', column '{scope.column_name}'"
        whose = Provenance(
            f"{place}: generator '{generator.declaration.type}' of {origin or 'no plugin'}",
            origin is not None and is_own(origin.distribution),
        )
        with whose.named(lambda: "while it was bound"):
            column = generator.bind(scope)
        return whose.checked(column)


@attrs.define
class _Names:
    """The column names of one dataset; notes duplicate ones."""

    problems: list[Problem]
    first: dict[str, Path] = attrs.field(factory=dict)

    def add(self, name: str, path: Path) -> None:
        if name in self.first:
            message = f"duplicate column name '{name}'"
            self.problems.append(Problem(path, message, first=self.first[name]))
        elif name:
            self.first[name] = path
