"""Files made by whoever has their task: in another process, or on another machine.

A task is a recipe and no object of a plan. Who gets it makes the plan once, holds it against what
the caller says of it, and keeps it for the tasks that follow.
"""

from __future__ import annotations

import functools
import pickle
from collections.abc import Iterable, Iterator, Mapping, Sequence

import attrs
import pyarrow as pa

from smelt_datagen.errors import DatagenError, OutputError
from smelt_datagen.execution.blocks import blocks_of_parts, part_blocks, pieces
from smelt_datagen.execution.part_runs import runs
from smelt_datagen.execution.row_width import block_rows, rows_together
from smelt_datagen.output.encoders import Encoders
from smelt_datagen.output.kept import facts
from smelt_datagen.output.manifest import FileEntry
from smelt_datagen.output.said import with_compression
from smelt_datagen.output.store import NewFile, Staging, store_of
from smelt_datagen.planning.plan import DatasetPlan, Part, Plan
from smelt_datagen.planning.planner import plan

_ROWS = 1 << 19
"""A task has as many files as have about so many rows, since each has a price of its own."""
_MOST_FILES = 64


@attrs.frozen
class FileTask:
    """Some files of a dataset to be made."""

    order: bytes
    """The pickled order of the plan."""
    dataset: str
    numbers: range
    staging: Staging
    facts: Mapping[str, str]
    """What must be the same here as where the task comes from."""


def tasks(
    made: Plan, dataset: DatasetPlan, staging: Staging, numbers: Sequence[int]
) -> Iterator[FileTask]:
    """Yield the tasks of a dataset's files of these numbers, which rise."""
    order = pickle.dumps(made.order)
    staging = store_of([dataset.folder]).staging(staging.folder.absolute(), staging.run)
    said = same_everywhere(dataset)
    for run in runs(dataset.parts, numbers, _ROWS, _MOST_FILES):
        yield FileTask(order, dataset.name, run, staging, said)


def same_everywhere(dataset: DatasetPlan) -> Mapping[str, str]:
    """Return what a worker must agree on: versions, and the recipe, which has those of plugins."""
    versions = {f"plugin {one.name}": one.version for one in dataset.recipe.plugins}
    return {**facts(dataset), **versions}


def make_files(task: FileTask) -> list[FileEntry]:
    """Make the files of a task in their staging; return what a manifest says of them.

    Raises OutputError if what would be made here is not what the caller wants, or if the system
    refuses; GeneratorError if a generator fails.
    """
    dataset = _planned(task.order)[task.dataset]
    dataset = with_compression(dataset, task.facts["compression"])
    _refuse_others(same_everywhere(dataset), task.facts)
    return _Files(dataset, task.staging).made(task.numbers)


@functools.lru_cache(maxsize=4)
def _planned(order: bytes) -> Plan:
    try:
        made: Plan = pickle.loads(order).planned(plan)  # noqa: S301 (from the caller of this code)
    except DatagenError as error:
        # by its text: not every exception comes through a pickle
        raise OutputError(f"a worker cannot make the plan: {error}") from None
    return made


def _refuse_others(here: Mapping[str, str], there: Mapping[str, str]) -> None:
    wrong = [
        f"{name.replace('_', ' ')} {here.get(name, 'none')}, not {wanted}"
        for name, wanted in there.items()
        if here.get(name) != wanted
    ]
    if wrong:
        said = [one for one in wrong if not one.startswith("recipe")] or wrong
        raise OutputError(f"a worker has other versions than its caller: {'; '.join(said)}")


class _Files:
    """Files of a dataset that are made one after another, and on the disk together."""

    def __init__(self, dataset: DatasetPlan, staging: Staging) -> None:
        self._dataset, self._staging = dataset, staging
        self._rows = block_rows(dataset)
        self._together = rows_together(self._rows)
        self._encoders = Encoders(dataset, self._rows)
        self._open: dict[int, NewFile] = {}

    def made(self, numbers: range) -> list[FileEntry]:
        """Make the files of these numbers; return their entries when they last."""
        parts = self._dataset.parts
        try:
            entries = [
                self._written(number, chunks)
                for run in runs(parts, numbers, self._together, _MOST_FILES)
                for number, chunks in zip(run, self._blocks(run), strict=True)
            ]
            self._synced()
        except BaseException:
            for file in self._open.values():
                file.abandon()
            raise
        return entries

    def _blocks(self, run: range) -> Iterator[Iterable[list[list[pa.Array]]]]:
        """Yield for each file of a run the blocks of each of its chunks."""
        parts = self._dataset.parts[run.start : run.stop]
        if parts[0].row_count <= self._together:
            yield from ([blocks] for blocks in blocks_of_parts(self._dataset, parts))
        else:
            yield self._row_groups(parts[0])

    def _row_groups(self, part: Part) -> Iterator[list[list[pa.Array]]]:
        for start, stop in pieces(0, part.row_count, self._rows):
            yield [*part_blocks(self._dataset, part, start, stop, stop - start)]

    def _written(self, number: int, chunks: Iterable[list[list[pa.Array]]]) -> FileEntry:
        part = self._dataset.parts[number]
        encoder = self._encoders.of(part.row_count)
        file = self._open[number] = self._staging.attempt(number, part.file)
        joint = encoder.joint(file)
        for blocks in chunks:
            joint.append(encoder.encode(blocks))
        joint.finish()
        return FileEntry(part.path, part.row_count, file.size, file.sha256())

    def _synced(self) -> None:
        for file in self._open.values():
            file.begin_writeback()
        for number in [*self._open]:
            file = self._open.pop(number)
            file.sync()
            self._staging.succeeded(number, file)
