"""A dataset's columns bound to their generators, every error noted."""

from __future__ import annotations

from collections.abc import Sequence

import attrs

from smelt_datagen.checks import CheckedColumn
from smelt_datagen.column import Column
from smelt_datagen.config import ColumnConfig, DatasetConfig
from smelt_datagen.declare import Generator
from smelt_datagen.errors import Path, Problem
from smelt_datagen.partitions import PartitionDay
from smelt_datagen.plugins import Plugins
from smelt_datagen.rows import Dataset
from smelt_datagen.scope import BindFailure, Context, Scope
from smelt_datagen.structuring import StructureError, Structurer


@attrs.define
class Binder:
    """Binds datasets in config order; what is wrong goes to `problems`."""

    plugins: Plugins
    problems: list[Problem]
    order: Sequence[str]
    """Names of all datasets, in config order."""
    earlier: dict[str, Dataset | None] = attrs.field(factory=dict)
    _structurer: Structurer = attrs.field(init=False)

    def __attrs_post_init__(self) -> None:
        self._structurer = Structurer(self.plugins)

    def bind(self, config: DatasetConfig, dataset: Dataset) -> None:
        """Bind every column of `config` and place it in `dataset`."""
        before = len(self.problems)
        context = Context(
            dataset=dataset,
            earlier=self.earlier,
            later=frozenset(self.order).difference(self.earlier),
            problems=self.problems,
            check=self._checked,
        )
        names = _Names(self.problems)
        if config.partition is not None:
            partition = config.partition
            names.add(partition.column, (*partition.path, "column"))
            day = PartitionDay(partition.start, partition.days, dataset.row_count)
            dataset.add(partition.column, day)
        for column in config.columns:
            names.add(column.name, (*column.path, "name"))
            self._column(column, Scope(context, (), column.name))
        self.earlier.setdefault(config.name, dataset if len(self.problems) == before else None)

    def _column(self, config: ColumnConfig, scope: Scope) -> None:
        if config.generator is None:
            return
        placed = attrs.evolve(scope, path=config.generator.path)
        generator = self._generator(config.generator.value, config.generator.path)
        if generator is None:
            return
        try:
            column = placed.bind(generator)
        except BindFailure:
            return
        scope.context.dataset.add(config.name, column)

    def _generator(self, value: object, path: Path) -> Generator | None:
        try:
            made: Generator = self._structurer.structure(value, Generator)
        except StructureError as error:
            self.problems.extend(
                attrs.evolve(problem, path=(*path, *problem.path)) for problem in error.problems
            )
            return None
        return made

    def _checked(self, generator: Generator, column: Column, scope: Scope) -> Column:
        origin = self.plugins.origin(generator)
        return CheckedColumn(
            column,
            place=f"dataset '{scope.context.dataset.name}', column '{scope.column_name}'",
            type_name=generator.declaration.type,
            distribution=str(origin) if origin else "no plugin",
            trusted=origin is not None and origin.is_builtin,
        )


@attrs.define
class _Names:
    """The column names of one dataset; notes empty and duplicate ones."""

    problems: list[Problem]
    first: dict[str, Path] = attrs.field(factory=dict)

    def add(self, name: str, path: Path) -> None:
        if not name:
            if not any(problem.path == path for problem in self.problems):
                self.problems.append(Problem(path, "must not be empty"))
        elif name in self.first:
            self.problems.append(Problem(path, f"duplicate column name '{name}'"))
        else:
            self.first[name] = path
