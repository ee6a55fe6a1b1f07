"""Config, plugins and overrides into a plan. Everything is checked here, before any work."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import attrs

from smelt_datagen.arguments import checked_integer, checked_names
from smelt_datagen.config.collector import paused
from smelt_datagen.config.models import DEFAULT_SEED, ColumnConfig, Config, DatasetConfig
from smelt_datagen.config.yaml_nodes import Mark
from smelt_datagen.errors import ConfigError, GeneratorError, Path, Problem
from smelt_datagen.messages import quote
from smelt_datagen.planning.asked import base_of, check_arguments, config_of
from smelt_datagen.planning.binder import Binder
from smelt_datagen.planning.contents import Contents
from smelt_datagen.planning.folders import Outputs
from smelt_datagen.planning.formats import Files, FileWishes, Formats, refuse_types
from smelt_datagen.planning.layout import Layout
from smelt_datagen.planning.locations import Folder
from smelt_datagen.planning.order import Order
from smelt_datagen.planning.partition_rules import source_of
from smelt_datagen.planning.plan import DatasetPlan, Plan
from smelt_datagen.planning.recipe import Recipe, Recipes, Settled
from smelt_datagen.planning.redelivery import Redelivery
from smelt_datagen.planning.row_counts import LARGEST_COUNT, effective_rows
from smelt_datagen.plugins.discovery import discover
from smelt_datagen.plugins.registry import Plugins
from smelt_datagen.randomness.streams import LARGEST_SEED, Stream


@paused()
def plan(  # noqa: PLR0913 (each a keyword of its own)
    config: Config | Mapping[str, Any] | str | os.PathLike[str],
    *,
    seed: int | None = None,
    scale_factor: float | None = None,
    output: str | os.PathLike[str] | None = None,
    file_format: str | Mapping[str, Any] | None = None,
    rows_per_file: int | None = None,
    datasets: Iterable[str] | None = None,
    plugins: Plugins | None = None,
) -> Plan:
    """Check `config` whole and return what will be made of it.

    `config` is one that `load` or `loads` returned, the path of a file, or a mapping of plain
    values as `from_values` takes it.

    `seed` (0 to 2^64 - 1) goes before every seed in the config, `scale_factor` (above 0) replaces
    the config's, `output` is the folder under which all outputs must lie (default: they are
    relative to the working directory), `file_format` is what could stand behind every `format`, and
    `rows_per_file` behind that, `datasets` names those to be written (default: all), and
    `plugins` provide the generators (default: `discover()`).

    Raises ConfigError with every problem of the config, in the order of its text; ArgumentError for
    an argument of the wrong type or out of range; UnknownNameError for an unknown name in
    `datasets`.
    """
    check_arguments(scale_factor, output, rows_per_file, plugins)
    root = None if seed is None else checked_integer("seed", seed, 0, LARGEST_SEED)
    wanted = None if datasets is None else checked_names("datasets", datasets)
    read = config_of(config)
    factor = read.scale_factor if scale_factor is None else scale_factor
    known = discover() if plugins is None else plugins
    planner = _Planner(
        config=read,
        plugins=known,
        seed=root,
        scale_factor=factor,
        outputs=Outputs(None if output is None else base_of(output)),
        files=FileWishes(file_format, rows_per_file),
    )
    made = planner.run()
    words = {
        "seed": root,
        "scale_factor": scale_factor,
        "output": output,
        "file_format": file_format,
        "rows_per_file": rows_per_file,
    }
    whole = Plan(made, made, Order.of(read, words, known))
    return whole if wanted is None else whole.selecting(wanted)


@attrs.frozen(eq=False, repr=False)
class _Draft:
    """A dataset on its way into the plan."""

    contents: Contents
    seed: int
    folder: Folder
    files: Files


def _dataset_plan(draft: _Draft, recipe: Recipe, redelivery: Redelivery | None) -> DatasetPlan:
    config, dataset = draft.contents.config, draft.contents.dataset
    partitioning = draft.contents.partitioning()
    layout = Layout(partitioning, draft.files.rows_per_file, draft.files.format.suffix)
    return DatasetPlan(
        bound=dataset,
        columns=tuple(column.name for column in _written(config)),
        partition_column=None if partitioning is None else partitioning.column,
        folder=draft.folder,
        parts=tuple(layout.parts(draft.folder, dataset.row_count, redelivery)),
        seed=draft.seed,
        recipe=recipe,
        format=draft.files.format,
        redelivery=redelivery,
    )


def _written(config: DatasetConfig) -> list[ColumnConfig]:
    """Return the columns that are written, in the order of the files."""
    of_entities = () if config.entity is None else config.entity.columns
    return [column for column in (*of_entities, *config.columns) if not column.hidden]


def _refuse_silent_failures(binder: Binder) -> None:
    for name in binder.failed():
        raise GeneratorError(
            f"'{name}': the generator gave up while it was bound, and did not say why: a plugin "
            "reports through scope.fail"
        )


@attrs.define(eq=False, repr=False)
class _Planner:
    config: Config
    plugins: Plugins
    seed: int | None
    scale_factor: float
    outputs: Outputs
    files: FileWishes
    problems: list[Problem] = attrs.field(factory=list)

    def run(self) -> tuple[DatasetPlan, ...]:
        self.problems.extend(self.config.problems)
        self._names()
        binder = Binder(self.plugins, self.problems, self.config.folder)
        drafts = [self._draft(config, binder) for config in self.config.datasets]
        for draft in drafts:
            draft.contents.add()
        binder.bind_all()
        redeliveries = [draft.contents.redelivery() for draft in drafts]
        if self.problems:
            raise ConfigError(self._in_file_order(), self.config.tree)
        _refuse_silent_failures(binder)
        plans = tuple(map(_dataset_plan, drafts, self._recipes(drafts, binder), redeliveries))
        for made, draft in zip(plans, drafts, strict=True):
            refuse_types(made, draft.contents.config.format, self.problems)
        if self.problems:
            raise ConfigError(self._in_file_order(), self.config.tree)
        return plans

    def _recipes(self, drafts: Sequence[_Draft], binder: Binder) -> Iterator[Recipe]:
        settled = (
            Settled(
                draft.contents.config,
                draft.contents.dataset,
                draft.seed,
                self.scale_factor,
                draft.files.facts(),
            )
            for draft in drafts
        )
        recipes = Recipes(self.config, settled)
        for name, needs in binder.needs().items():
            yield recipes.recipe(name, needs)

    def _draft(self, config: DatasetConfig, binder: Binder) -> _Draft:
        """Settle what depends on this dataset's config alone, and register the dataset."""
        seed = self._effective_seed(config)
        stream = Stream(seed).child("dataset", config.name)
        if config.parent is None:
            dataset = binder.dataset(config.name, self._rows(config), stream)
        else:
            from smelt_datagen.planning.parents import child_dataset  # noqa: PLC0415 (few configs have a parent)

            dataset = child_dataset(config, config.parent, stream, binder)
        if config.name:
            binder.datasets.setdefault(config.name, dataset)
        folder = self.outputs.claim(config, self.problems)
        wishes = (config.native_types, self.config.native_types)
        is_native = next(wish for wish in wishes if wish is not None)
        self._hidden(config)
        partition = source_of(config, self.config.datasets, self.problems)
        files = Formats(self.plugins, binder.written, self.problems).of(config, self.files)
        return _Draft(Contents(config, dataset, binder, is_native, partition), seed, folder, files)

    def _hidden(self, config: DatasetConfig) -> None:
        if config.columns and not _written(config):
            path, message = (*config.path, "columns"), "are all hidden: nothing would be written"
            self.problems.append(Problem(path, message))

    def _names(self) -> None:
        first: dict[str, Path] = {}
        for dataset in self.config.datasets:
            path = (*dataset.path, "name")
            if dataset.name and dataset.name in first:
                message = f"duplicate dataset name '{dataset.name}'"
                self.problems.append(Problem(path, message, first=first[dataset.name]))
            first.setdefault(dataset.name, path)

    def _effective_seed(self, config: DatasetConfig) -> int:
        wishes = (self.seed, config.seed, self.config.seed, DEFAULT_SEED)
        return next(wish for wish in wishes if wish is not None)

    def _rows(self, config: DatasetConfig) -> int:
        factor = self.scale_factor if config.scale else 1
        rows = effective_rows(config.num_rows, factor)
        if 0 < rows <= LARGEST_COUNT:
            return rows
        path = (*config.path, "num_rows")
        if any(problem.path == path for problem in self.problems):
            return 1  # what is wrong with it was said
        product = f"num_rows {config.num_rows} x scale factor {quote(factor)}"
        if rows:
            message = f"more rows than 64 bits can number: {product}"
        else:
            hint = "raise one of them, or set 'scale: false' on this dataset"
            message = f"no rows are left: {product}; {hint}"
        self.problems.append(Problem(path, message))
        return 1

    def _in_file_order(self) -> Sequence[Problem]:
        end = Mark(1 << 62, 0)
        problems = self._without_consequences()
        marks = [self.config.tree.mark(problem) or end for problem in problems]
        order = sorted(range(len(marks)), key=lambda i: (marks[i].line, marks[i].column, i))
        return [problems[i] for i in order]

    def _without_consequences(self) -> Sequence[Problem]:
        """Leave out what is wrong with a value only because its text could not be read."""
        unread = {problem.path for problem in self.config.tree.problems if problem.at is None}
        own = set(self.config.tree.problems)
        return [
            problem
            for problem in self.problems
            if problem in own
            or not any(problem.path[:length] in unread for length in range(len(problem.path) + 1))
        ]
