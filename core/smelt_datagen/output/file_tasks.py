"""Files made by whoever has their task: in another process, or on another machine.

A task is a recipe and no object of a plan. Who gets it makes the plan once, holds it against what
the caller says of it, and keeps it for the tasks that follow.
"""

from __future__ import annotations

import functools
import pickle
from collections.abc import Iterator, Mapping, Sequence

import attrs

from smelt_datagen.errors import DatagenError, OutputError
from smelt_datagen.execution.blocks import part_blocks
from smelt_datagen.execution.row_width import Batches, batches
from smelt_datagen.output.kept import facts
from smelt_datagen.output.manifest import FileEntry
from smelt_datagen.output.said import metadata_of, with_compression
from smelt_datagen.output.store import Staging, store_of
from smelt_datagen.planning.plan import DatasetPlan, Plan
from smelt_datagen.planning.planner import plan
from smelt_datagen.protocol.file_format import Encoder, FileContent

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
    for first, last in _runs(dataset, numbers):
        yield FileTask(order, dataset.name, range(first, last + 1), staging, said)


def _runs(dataset: DatasetPlan, numbers: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Yield runs of numbers without a gap, the first and the last of each."""
    first, last, rows = -1, -1, 0
    for number in numbers:
        count = dataset.parts[number].row_count
        is_next = number == last + 1 and number - first < _MOST_FILES and rows + count <= _ROWS
        if first < 0 or not is_next:
            if first >= 0:
                yield first, last
            first, rows = number, 0
        last = number
        rows += count
    if first >= 0:
        yield first, last


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
    types = {name: dataset.written_type(name) for name in dataset.columns}
    sizes, metadata = batches(dataset), metadata_of(dataset)  # of all files, not of each anew
    encoders: dict[int, Encoder] = {}
    made = []
    for number in task.numbers:
        rows = dataset.parts[number].row_count
        if rows not in encoders:  # of many files, most are of the same few sizes
            content = FileContent(types, rows, sizes.row_group, metadata)
            encoders[rows] = dataset.format.encoder(content)
        made.append(_made(dataset, number, task.staging, encoders[rows], sizes))
    return made


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


def _made(
    dataset: DatasetPlan, number: int, staging: Staging, encoder: Encoder, sizes: Batches
) -> FileEntry:
    part = dataset.parts[number]
    file = staging.attempt(number, part.file)
    try:
        joint = encoder.joint(file)
        for start in range(0, max(part.row_count, 1), sizes.row_group):
            stop = min(start + sizes.row_group, part.row_count)
            joint.append(encoder.encode([*part_blocks(dataset, part, start, stop, sizes.block)]))
        joint.finish()
        entry = FileEntry(part.path, part.row_count, file.size, file.sha256())
    except BaseException:
        file.abandon()
        raise
    file.sync()
    staging.succeeded(number, file)
    return entry
