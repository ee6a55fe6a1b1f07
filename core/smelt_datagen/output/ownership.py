"""Whose files lie in a dataset's folder: a run replaces its own and touches no others."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from smelt_datagen.errors import OutputError
from smelt_datagen.output.parquet import explained, partial_path, read_metadata
from smelt_datagen.planning.layout import FILE_NAME
from smelt_datagen.planning.plan import DatasetPlan

DATASET_KEY = "smelt_datagen.dataset"
"""The metadata key by which a file says to which dataset it belongs."""


def stale_files(plan: DatasetPlan) -> tuple[Path, ...]:
    """Return earlier output of this dataset that the plan will not replace, to be removed.

    Raises OutputError for a Parquet file that is not this dataset's own, and for a folder where
    a file is to be.
    """
    kept = {part.file for part in plan.parts}
    for file in kept:
        with explained(file):
            blocked = file.is_dir()
        if blocked:  # found now, not when the other files have their names already
            raise OutputError(f"{file}: is a folder, where dataset '{plan.name}' has a file")
    stale = []
    for file in _files(plan.folder):
        if file.name == partial_path(Path(FILE_NAME)).name:
            stale.append(file)  # what a killed run left behind
        elif file.suffix.lower() == ".parquet":
            _refuse_foreign(file, plan)
            if file not in kept:
                stale.append(file)
    return tuple(stale)


def remove(files: Iterable[Path], folder: Path) -> None:
    """Remove `files`, and the partition folders below `folder` that are empty without them."""
    for file in files:
        with explained(file):
            file.unlink(missing_ok=True)
            if file.parent != folder and not any(file.parent.iterdir()):
                file.parent.rmdir()


def _files(folder: Path) -> Iterator[Path]:
    for root, folders, names in os.walk(folder, onerror=_raise):
        folders.sort()
        yield from (Path(root, name) for name in sorted(names))


def _raise(error: OSError) -> None:
    if not isinstance(error, FileNotFoundError):  # the folder need not exist yet
        raise OutputError(f"{error.filename}: {error.strerror}") from error


def _refuse_foreign(file: Path, plan: DatasetPlan) -> None:
    owner = read_metadata(file).get(DATASET_KEY)
    if owner == plan.name and _in_layout(file, plan.folder):
        return
    whose = f"of dataset '{owner}'" if owner else "that smelt-datagen did not write"
    if owner == plan.name:
        whose = "of this dataset, but not where smelt-datagen writes one,"
    raise OutputError(
        f"{file}: a Parquet file {whose} lies in the folder of dataset '{plan.name}'; "
        "readers would take it for data of this dataset: move it, or choose another output"
    )


def _in_layout(file: Path, folder: Path) -> bool:
    steps = file.relative_to(folder).parts
    return steps[-1] == FILE_NAME and (len(steps) == 1 or (len(steps) == 2 and "=" in steps[0]))  # noqa: PLR2004 (folder and file)
