"""Datasets in folders of a disk."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from pathlib import Path

from smelt_datagen.output import journal, ownership
from smelt_datagen.output.file_check import fault
from smelt_datagen.output.lock import locked
from smelt_datagen.output.manifest import FileEntry, Manifest, manifest_of
from smelt_datagen.output.staging import Staging, leftovers
from smelt_datagen.planning.plan import DatasetPlan, Part


class Disk:
    """Folders of a disk (see `Store`)."""

    def locked(self, folders: Iterable[Path], wait: float) -> AbstractContextManager[None]:
        """Hold the locks of folders, which are made where they are missing."""
        return locked(folders, wait)

    def recover(self, folders: Sequence[Path], wait: float) -> frozenset[Path]:
        """Finish the runs in folders that were interrupted while they published."""
        return journal.recover(folders, wait)

    def manifest_of(self, folder: Path) -> Manifest | None:
        """Return a folder's manifest."""
        return manifest_of(folder)

    def is_there(self, file: Path) -> bool:
        """Whether there is anything of that name."""
        return os.path.lexists(file)

    def stale_files(self, plan: DatasetPlan) -> list[str]:
        """Return the paths of earlier output that the plan will not replace."""
        return ownership.stale_files(plan, _on_disk(plan))

    def data_files(self, plan: DatasetPlan) -> Iterator[tuple[str, Path]]:
        """Yield all files that readers take for data, with their paths."""
        return ownership.data_files(plan, _on_disk(plan))

    def fault(self, file: Path, entry: FileEntry) -> str | None:
        """Return in which way a file is not as listed."""
        return fault(file, entry)

    @contextlib.contextmanager
    def fetched(self, part: Part) -> Iterator[Part]:
        """Yield the part, whose file is on a disk."""
        yield part

    def staging(self, folder: Path, run: str) -> Staging:
        """Return the staging of a run in a folder."""
        return Staging(folder, run)

    def leftovers(self, folder: Path) -> Sequence[Staging]:
        """Return the stagings of runs in a folder."""
        return leftovers(folder)

    def decide(self, stagings: Sequence[Staging]) -> None:
        """Write the journal of a run."""
        journal.decide(stagings)

    def publish(self, stagings: Sequence[Staging]) -> None:
        """Give the files of a run their names."""
        journal.publish(stagings)


def _on_disk(plan: DatasetPlan) -> Path:
    if not isinstance(plan.folder, Path):
        raise TypeError(f"{plan.folder} is no folder of a disk")
    return plan.folder
