"""Files in the making: in a hidden folder of their own, until the whole run is whole.

The folder lies in the dataset's, so that a file gets its final name by a move within a file system.
It is named after the run, and no reader takes what is in it for data: no name ends as a format's.
"""

from __future__ import annotations

import contextlib
import hashlib
import itertools
import json
import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import attrs

from smelt_datagen.output.durable import NEW_FILE, read_json, write_json
from smelt_datagen.output.file_check import fault
from smelt_datagen.output.manifest import FileEntry, finished_in, finished_line, paths_below
from smelt_datagen.output.system_errors import STAGING_PREFIX, explained

_RUN, _FINISHED, _MANIFEST, _REMOVALS = "run.json", "finished.jsonl", "manifest.json", "remove.json"
JOURNAL = "journal.json"


@attrs.frozen(eq=False, repr=False)
class Staging:
    """The staging folder of one run in the folder of one dataset."""

    folder: Path
    """Of the dataset."""
    run: str

    @property
    def place(self) -> Path:
        """The staging folder itself."""
        return self.folder / f"{STAGING_PREFIX}{self.run}"

    def begin(self, home: Path, facts: Any) -> None:
        """Make the folder, which must not be there; `home` is the folder that has the journal.

        `facts` are what another run must share to take up finished files.
        """
        with explained(self.place):
            self.place.mkdir()
            run = {"home": way(self.folder, home), "facts": facts}
            # not synced: a folder without it is one of a run that has not happened
            (self.place / _RUN).write_text(json.dumps(run), encoding="utf-8")

    def name(self, number: int) -> str:
        """Return what the dataset's file `number` is called here."""
        return f"{number:06}.partial"

    def file(self, number: int) -> str:
        """Return where it is written."""
        return self._at(self.name(number))

    def _at(self, name: str) -> str:
        return os.path.join(self.folder, f"{STAGING_PREFIX}{self.run}", name)  # noqa: PTH118 (of thousands of files)

    def files(self) -> Mapping[str, str]:
        """Return by their names where all files of the folder are."""
        with explained(self.place), os.scandir(self.place) as entries:
            return {entry.name: entry.path for entry in entries}

    def create(self, number: int, final: Path) -> StagedFile:
        """Return the file `number`, new and empty."""
        return StagedFile(self.file(number), final)

    def attempt(self, number: int, final: Path) -> StagedFile:
        """Return the file `number`, new, as one of several that may be made of it."""
        return StagedFile(self._at(f"{number:06}-{os.urandom(4).hex()}.partial"), final)

    def succeeded(self, number: int, file: StagedFile) -> None:
        """Let an attempt that is whole be the file `number`, in place of any other."""
        with explained(file.final):
            os.replace(file.place, self.file(number))  # noqa: PTH105 (of texts)

    def finished(self, entries: Mapping[int, FileEntry]) -> None:
        """Remember that files, by their numbers, are whole: for a run with `--resume`."""
        lines = itertools.starmap(finished_line, entries.items())
        with explained(self.place), (self.place / _FINISHED).open("a") as stream:
            stream.writelines(f"{line}\n" for line in lines)

    def ready(self, manifest: Any, removals: list[str]) -> None:
        """Say that all files are whole: what the folder will list, and what goes from it."""
        with explained(self.folder):
            write_json(self.place / _REMOVALS, removals)
            write_json(self.place / _MANIFEST, manifest)

    @property
    def manifest(self) -> Path:
        """Where the manifest lies until the files have their names."""
        return self.place / _MANIFEST

    def removals(self) -> list[str]:
        """Return the paths below the dataset's folder that go when the new files are there."""
        return paths_below(read_json(self.place / _REMOVALS))

    def home(self) -> Path | None:
        """Return the folder of the run's journal, None if the run did not come to say which."""
        values = read_json(self.place / _RUN)
        way = values.get("home") if isinstance(values, dict) else None
        return reached(self.folder, way) if isinstance(way, str) else None

    def whole_files(self, facts: Any) -> Iterator[tuple[int, FileEntry]]:
        """Yield the numbers and entries of files that a run with these `facts` finished."""
        values = read_json(self.place / _RUN)
        if not isinstance(values, dict) or values.get("facts") != facts:
            return
        with contextlib.suppress(OSError):  # none is finished
            yield from finished_in((self.place / _FINISHED).read_text())

    def fault(self, number: int, entry: FileEntry) -> str | None:
        """Return in which way a staged file is not as its entry says, None if it is."""
        return fault(self.file(number), entry)

    def take(self, number: int, other: Staging, final: Path) -> None:
        """Get the file `number` of the staging of another run."""
        with explained(final):
            os.replace(other.file(number), self.file(number))  # noqa: PTH105 (of texts)

    @property
    def has_journal(self) -> bool:
        """Whether the run has happened, if this is its home."""
        return read_json(self.place / JOURNAL) is not None

    def clear(self) -> None:
        """Remove the folder and all that is in it; the journal, if it is here, first."""
        with explained(self.place):
            (self.place / JOURNAL).unlink(missing_ok=True)
            for entry in [*os.scandir(self.place)]:
                Path(entry.path).unlink(missing_ok=True)
            self.place.rmdir()


def way(start: Path, end: Path) -> str:
    """Return the way from one folder to another, which stays when both are moved together."""
    return os.path.relpath(os.path.realpath(end), os.path.realpath(start))


def reached(start: Path, way: str) -> Path:
    """Return the folder that a way leads to."""
    return Path(os.path.normpath(os.path.join(os.path.realpath(start), way)))  # noqa: PTH118 (of texts)


def leftovers(folder: Path) -> list[Staging]:
    """Return the staging folders of runs in a dataset's folder, in the order of their names."""
    with contextlib.suppress(FileNotFoundError), explained(folder), os.scandir(folder) as entries:
        runs = [
            entry.name.removeprefix(STAGING_PREFIX)
            for entry in entries
            if entry.name.startswith(STAGING_PREFIX) and entry.is_dir(follow_symlinks=False)
        ]
        return [Staging(folder, run) for run in sorted(runs)]
    return []


_SYNC_BYTES = 1 << 22
"""After so many bytes, the disk gets what there is of a file, while more of it is made."""


_advise = getattr(os, "posix_fadvise", None)


class StagedFile:
    """A file being written and hashed at once; `final` is what errors call it."""

    def __init__(self, place: str, final: Path) -> None:
        self.place, self.final = place, final
        self._hash = hashlib.sha256()
        self._unsynced = 0
        self.size = 0
        """Bytes that were written."""
        with explained(final):
            self._descriptor = os.open(place, NEW_FILE, 0o666)

    def write(self, data: bytes | bytearray | memoryview) -> None:
        """Append bytes."""
        rest = memoryview(data)
        with explained(self.final):
            while rest:
                rest = rest[os.write(self._descriptor, rest) :]
        self._hash.update(data)
        self._unsynced += len(data)
        self.size += len(data)

    def begin_writeback(self) -> None:
        """Let the system begin with a file of which nothing was synced, where it takes such advice.

        It would forget what is on the disk already, and that will be read soon.
        """
        if _advise is not None and self._unsynced == self.size:
            with contextlib.suppress(OSError):
                _advise(self._descriptor, 0, 0, os.POSIX_FADV_DONTNEED)

    def is_due(self) -> bool:
        """Whether so much was written that the disk may begin; then it is not for a while."""
        is_due = self._unsynced >= _SYNC_BYTES
        if is_due:
            self._unsynced = 0
        return is_due

    def sync_begun(self) -> None:
        """Bring what was written so far to the disk, so that little is left for the end."""
        with explained(self.final):
            os.fsync(self._descriptor)

    def sha256(self) -> str:
        """Return the SHA-256 of what was written, in hexadecimal."""
        return self._hash.hexdigest()

    def sync(self) -> None:
        """Close the file when all of it is on the disk."""
        with explained(self.final):
            try:
                os.fsync(self._descriptor)
            finally:
                os.close(self._descriptor)

    def abandon(self) -> None:
        """Close a file that will not be whole."""
        with contextlib.suppress(OSError):
            os.close(self._descriptor)
