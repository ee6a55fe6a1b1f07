"""Objects in the making: below a prefix of their own, until the whole run is whole."""

from __future__ import annotations

import itertools
import time
from collections.abc import Iterator, Mapping
from typing import Any

import attrs

from smelt_datagen.output.manifest import FileEntry, finished_in, finished_line, paths_below
from smelt_datagen.output.objects.access import (
    NewObject,
    copy,
    fault,
    listed,
    read,
    read_json,
    remove,
    write,
    write_json,
)
from smelt_datagen.output.system_errors import STAGING_PREFIX
from smelt_datagen.planning.locations import RemoteFolder

_RUN, _FINISHED, _MANIFEST, _REMOVALS = "run.json", "finished.jsonl", "manifest.json", "remove.json"
JOURNAL = "journal.json"

_LOG_SECONDS = 2.0
"""At most so often it is said which files are finished, since that is a request."""


@attrs.define(eq=False)
class ObjectStaging:
    """The staging prefix of one run in the folder of one dataset."""

    folder: RemoteFolder
    """Of the dataset."""
    run: str
    _lines: list[str] = attrs.field(factory=list)
    _logged: float = 0.0

    @property
    def place(self) -> RemoteFolder:
        """The staging prefix itself."""
        return self.folder / f"{STAGING_PREFIX}{self.run}"

    def begin(self, home: RemoteFolder, facts: Any) -> None:
        """Say which run this is; `home` is the folder that has the journal."""
        write_json(self.place / _RUN, {"home": home.url, "facts": facts})

    def file(self, number: int) -> RemoteFolder:
        """Return where the dataset's file `number` is written."""
        return self.place / f"{number:06}.partial"

    def create(self, number: int, final: RemoteFolder) -> NewObject:
        """Return the file `number`, new and empty."""
        return NewObject(self.file(number), final)

    def attempt(self, number: int, final: RemoteFolder) -> NewObject:
        """Return the same: an object is there whole or not at all, whoever makes it."""
        return self.create(number, final)

    def succeeded(self, number: int, file: NewObject) -> None:
        """Do nothing: it is there."""

    def finished(self, entries: Mapping[int, FileEntry]) -> None:
        """Remember that files are whole; what was remembered last may be lost."""
        self._lines += itertools.starmap(finished_line, entries.items())
        if time.monotonic() - self._logged > _LOG_SECONDS:
            self._logged = time.monotonic()
            write(self.place / _FINISHED, "\n".join(self._lines).encode())

    def ready(self, manifest: Any, removals: list[str]) -> None:
        """Say that all files are whole: what the folder will list, and what goes from it."""
        write_json(self.place / _REMOVALS, removals)
        write_json(self.place / _MANIFEST, manifest)

    @property
    def manifest(self) -> RemoteFolder:
        """Where the manifest lies until the files have their names."""
        return self.place / _MANIFEST

    def removals(self) -> list[str]:
        """Return the paths below the dataset's folder that go when the new files are there."""
        return paths_below(read_json(self.place / _REMOVALS))

    def home(self) -> RemoteFolder | None:
        """Return the folder of the run's journal, None if the run did not come to say which."""
        values = read_json(self.place / _RUN)
        url = values.get("home") if isinstance(values, dict) else None
        return RemoteFolder(url) if isinstance(url, str) else None

    def whole_files(self, facts: Any) -> Iterator[tuple[int, FileEntry]]:
        """Yield the numbers and entries of files that a run with these `facts` finished."""
        values = read_json(self.place / _RUN)
        if not isinstance(values, dict) or values.get("facts") != facts:
            return
        yield from finished_in((read(self.place / _FINISHED) or b"").decode())

    def fault(self, number: int, entry: FileEntry) -> str | None:
        """Return in which way a staged file is not as its entry says, None if it is."""
        return fault(self.file(number), entry)

    def take(self, number: int, other: ObjectStaging, final: RemoteFolder) -> None:
        """Get the file `number` of the staging of another run, as a copy."""
        del final  # what is copied is staged
        copy(other.file(number), self.file(number))

    @property
    def has_journal(self) -> bool:
        """Whether the run has happened, if this is its home."""
        return read_json(self.place / JOURNAL) is not None

    def clear(self) -> None:
        """Remove all that is below the prefix; the journal, if it is here, as the last."""
        every = [self.place / path for path, _ in listed(self.place)]
        remove(file for file in every if file.name != JOURNAL)
        remove(file for file in every if file.name == JOURNAL)


def leftovers(folder: RemoteFolder) -> list[ObjectStaging]:
    """Return the stagings of runs in a dataset's folder, in the order of their names."""
    runs = {
        path.partition("/")[0].removeprefix(STAGING_PREFIX)
        for path, _ in listed(folder)
        if path.startswith(STAGING_PREFIX)
    }
    return [ObjectStaging(folder, run) for run in sorted(runs)]
