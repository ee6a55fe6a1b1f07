"""Datasets in object stores (see `Store`)."""

from __future__ import annotations

import contextlib
import os
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from pathlib import Path

import attrs

from smelt_datagen.errors import OutputError
from smelt_datagen.output.manifest import FILE_NAME, FileEntry, Manifest, manifest_in
from smelt_datagen.output.objects import journal
from smelt_datagen.output.objects.access import fault, listed, read, read_json
from smelt_datagen.output.objects.connection import obstore
from smelt_datagen.output.objects.lock import locked
from smelt_datagen.output.objects.staging import ObjectStaging, leftovers
from smelt_datagen.output.ownership import foreign, is_data
from smelt_datagen.output.system_errors import STAGING_PREFIX
from smelt_datagen.planning.locations import RemoteFolder
from smelt_datagen.planning.plan import DatasetPlan, Part


class Objects:
    """Folders of object stores; raises OutputError if what reaches them is not installed."""

    def __init__(self) -> None:
        obstore()

    def locked(self, folders: Iterable[RemoteFolder], wait: float) -> AbstractContextManager[None]:
        """Hold the locks of folders."""
        return locked(folders, wait)

    def recover(self, folders: Sequence[RemoteFolder], wait: float) -> frozenset[RemoteFolder]:
        """Finish the runs in folders that were interrupted while they published."""
        return journal.recover(folders, wait)

    def manifest_of(self, folder: RemoteFolder) -> Manifest | None:
        """Return a folder's manifest."""
        return manifest_in(read_json(folder / FILE_NAME))

    def is_there(self, file: RemoteFolder) -> bool:
        """Whether there is an object of that name."""
        return read(file) is not None

    def stale_files(self, plan: DatasetPlan) -> list[str]:
        """Return the paths of earlier output that the plan will not replace."""
        manifest = self.manifest_of(_remote(plan))
        own = manifest is not None and manifest.dataset == plan.name
        ours = {entry.path for entry in manifest.files} if manifest and own else set()
        kept = {part.path for part in plan.parts}
        found = [path for path, _ in self.data_files(plan)]
        for path in found:
            if path not in ours:
                owner = f"of dataset '{manifest.dataset}'" if manifest and not own else ""
                whose = owner or "that smelt-datagen did not write"
                raise OutputError(foreign(plan.folder / path, whose, plan))
        return sorted({*found, *ours} - kept)

    def data_files(self, plan: DatasetPlan) -> Iterator[tuple[str, RemoteFolder]]:
        """Yield all objects that readers take for data, with their paths."""
        folder = _remote(plan)
        for path, _ in listed(folder):
            if is_data(path, plan) and not path.startswith(STAGING_PREFIX):
                yield path, folder / path

    def fault(self, file: RemoteFolder, entry: FileEntry) -> str | None:
        """Return in which way an object is not as listed."""
        return fault(file, entry)

    @contextlib.contextmanager
    def fetched(self, part: Part) -> Iterator[Part]:
        """Yield the part with its file on a disk, where there is one."""
        data = read(part.file) if isinstance(part.file, RemoteFolder) else None
        with tempfile.TemporaryDirectory(prefix="smelt-datagen-") as folder:
            near = attrs.evolve(part, folder=Path(folder))
            if data is not None:
                file = Path(folder, *part.path.split("/"))
                os.makedirs(file.parent, exist_ok=True)  # noqa: PTH103 (as for any path)
                file.write_bytes(data)
            yield near

    def staging(self, folder: RemoteFolder, run: str) -> ObjectStaging:
        """Return the staging of a run in a folder."""
        return ObjectStaging(folder, run)

    def leftovers(self, folder: RemoteFolder) -> Sequence[ObjectStaging]:
        """Return the stagings of runs in a folder."""
        return leftovers(folder)

    def decide(self, stagings: Sequence[ObjectStaging]) -> None:
        """Write the journal of a run."""
        journal.decide(stagings)

    def publish(self, stagings: Sequence[ObjectStaging]) -> None:
        """Give the files of a run their names."""
        journal.publish(stagings)


def _remote(plan: DatasetPlan) -> RemoteFolder:
    if isinstance(plan.folder, RemoteFolder):
        return plan.folder
    raise TypeError(f"{plan.folder} is no folder of an object store")
