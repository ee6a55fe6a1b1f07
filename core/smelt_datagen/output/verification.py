"""Whether what lies in the folders is what a plan makes: the layout, every byte, every value."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import attrs

from smelt_datagen.execution.cores import cores
from smelt_datagen.output.file_check import on_threads
from smelt_datagen.output.manifest import FILE_NAME, FileEntry, Manifest
from smelt_datagen.output.store import Store, store_of
from smelt_datagen.output.value_check import Value, row_groups, wrong_values
from smelt_datagen.planning.locations import Folder
from smelt_datagen.planning.plan import DatasetPlan, Part, Plan
from smelt_datagen.planning.recipe import OUTPUT_VERSION


@attrs.frozen
class Fault:
    """One thing in a dataset's folder that is not as the plan would make it."""

    dataset: str
    path: Folder
    message: str
    value: Value | None = None
    """Which value it is, if it is one."""

    def __str__(self) -> str:
        return f"{self.path}: {self.message}"


def verify(plan: Plan, *, values: bool = False, workers: int | None = None) -> tuple[Fault, ...]:
    """Return all that is wrong with the files of the selected datasets of `plan`.

    Holds the manifest of each folder against the plan, and the files against the manifest: which
    there are, their sizes and their SHA-256. With `values`, every value is made anew and compared:
    of each file and column, the first that differs is named. Nothing is written; but a run that
    was interrupted while it published is finished. `workers` is the number of threads (default:
    the cores), of which each holds a row group at a time.

    Raises OutputError if another run writes in a folder, or a folder cannot be read.
    """
    store = store_of(dataset.folder for dataset in plan.selected)
    _finish_interrupted(store, [dataset.folder for dataset in plan.selected])
    threads = workers or cores()
    return tuple(
        found
        for dataset in plan.selected
        for found in _faults(store, dataset, is_deep=values, workers=threads)
    )


def _finish_interrupted(store: Store, folders: Sequence[Folder]) -> None:
    left = [folder for folder in folders if store.leftovers(folder)]
    if left:
        with store.locked(left, 0):
            store.recover(left, 0)


def _faults(store: Store, plan: DatasetPlan, *, is_deep: bool, workers: int) -> Iterator[Fault]:
    manifest = store.manifest_of(plan.folder)
    listed: dict[str, FileEntry] = {}
    if manifest is None:
        is_there = store.is_there(plan.folder / FILE_NAME)
        words = (
            "cannot be read as a manifest" if is_there else "is missing: nothing says what is here"
        )
        yield Fault(plan.name, plan.folder / FILE_NAME, words)
    else:
        listed = {entry.path: entry for entry in manifest.files}
        file = plan.folder / FILE_NAME
        yield from (Fault(plan.name, file, words) for words in _disagreements(manifest, plan))
        yield from _wrong_files(store, plan, listed, workers)
    yield from _unexpected_files(store, plan, listed)
    if is_deep:
        yield from _wrong_values(store, plan, workers)


def _disagreements(manifest: Manifest, plan: DatasetPlan) -> Iterator[str]:
    """Yield in which way a manifest is not that of the plan, by what people say first."""
    facts = {
        "of dataset": (manifest.dataset, plan.name),
        "made with seed": (manifest.seed, plan.seed),
        "made at scale factor": (manifest.scale_factor, plan.recipe.scale_factor),
        "of output version": (manifest.output_version, OUTPUT_VERSION),
    }
    found = [
        f"is {what} {json.dumps(there)}, not {json.dumps(wanted)}"
        for what, (there, wanted) in facts.items()
        if there != wanted and not (what.endswith("factor") and not plan.recipe.is_scaled)
    ]
    if not found and manifest.recipe != plan.recipe.digest:
        found.append("is of another config: its recipe is not the plan's")
    yield from found


def _wrong_files(
    store: Store, plan: DatasetPlan, listed: dict[str, FileEntry], workers: int
) -> Iterator[Fault]:
    wanted = {part.path: part.row_count for part in plan.parts}
    for path in wanted:
        if path not in listed:
            yield Fault(plan.name, plan.folder / path, "is not listed in the manifest")
    entries = [*listed.values()]
    faults = on_threads(
        lambda entry: store.fault(plan.folder / entry.path, entry), entries, workers
    )
    for entry, wrong in zip(entries, faults, strict=True):
        file = plan.folder / entry.path
        if wrong is not None:
            yield Fault(plan.name, file, wrong)
        if wanted.get(entry.path, entry.rows) != entry.rows:
            rows = f"{entry.rows:,} rows, not {wanted[entry.path]:,}"
            yield Fault(plan.name, file, f"is listed with {rows}")


def _unexpected_files(
    store: Store, plan: DatasetPlan, listed: dict[str, FileEntry]
) -> Iterator[Fault]:
    """Yield data that readers of the folder would take for the dataset's."""
    planned = {part.path for part in plan.parts}
    for path, file in store.data_files(plan):
        if path not in planned:
            where = "" if path in listed else " and not listed in the manifest"
            yield Fault(plan.name, file, f"is none of the dataset's files{where}")


def _wrong_values(store: Store, plan: DatasetPlan, workers: int) -> Iterator[Fault]:
    """Yield the first wrong value of each column of each file, made on all threads."""
    told: set[tuple[str, str | None]] = set()
    for part, found in _compared(store, plan, workers):
        for words, value in found:
            key = (part.path, None if value is None else value.column)
            if key not in told:
                told.add(key)
                yield Fault(plan.name, plan.folder / part.path, words, value)


def _compared(
    store: Store, plan: DatasetPlan, workers: int
) -> Iterator[tuple[Part, list[tuple[str, Value | None]]]]:
    """Yield what is wrong with the values of each part, or of each piece of one."""
    if isinstance(plan.folder, Path):
        groups = (group for part in plan.parts for group in row_groups(plan, part))
        yield from on_threads(
            lambda group: (group.part, wrong_values(plan, group)), groups, workers
        )
        return

    def of_part(part: Part) -> tuple[Part, list[tuple[str, Value | None]]]:
        with store.fetched(part) as near:
            groups = row_groups(plan, near)
            return part, [found for group in groups for found in wrong_values(plan, group)]

    yield from on_threads(of_part, plan.parts, workers)


def as_values(found: Fault) -> dict[str, Any]:
    """Return a fault as JSON has it."""
    value = {} if found.value is None else attrs.asdict(found.value)
    return {
        "dataset": found.dataset,
        "file": str(found.path),
        "problem": found.message,
        **{key: value.get(key) for key in ("column", "row", "expected", "found")},
    }
