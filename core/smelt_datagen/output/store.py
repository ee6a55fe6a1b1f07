"""What a run asks of the place that its datasets lie in: a disk, or an object store."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any, Protocol

from smelt_datagen.errors import OutputError
from smelt_datagen.output.manifest import FileEntry, Manifest
from smelt_datagen.planning.locations import Folder, RemoteFolder
from smelt_datagen.planning.plan import DatasetPlan, Part


class NewFile(Protocol):
    """A file being written and hashed at once."""

    size: int
    """Bytes that were written."""

    def write(self, data: bytes | bytearray | memoryview, /) -> object:
        """Append bytes."""
        ...

    def begin_writeback(self) -> None:
        """Let what was written so far be on its way to where it lasts; do not wait, nor fail."""
        ...

    def is_due(self) -> bool:
        """Whether so much was written that `sync_begun` is worth a call."""
        ...

    def sync_begun(self) -> None:
        """Bring what was written so far to where it lasts."""
        ...

    def sha256(self) -> str:
        """Return the SHA-256 of what was written, in hexadecimal."""
        ...

    def sync(self) -> None:
        """Close the file when all of it lasts."""
        ...

    def abandon(self) -> None:
        """Close a file that will not be whole."""
        ...


class Staging(Protocol):
    """The files that one run makes for one dataset, which no reader takes for data yet."""

    @property
    def folder(self) -> Any:
        """The dataset's."""
        ...

    @property
    def run(self) -> str:
        """The name of the run."""
        ...

    def begin(self, home: Any, facts: Any) -> None:
        """Begin; `home` is the folder that has the journal.

        `facts` are what another run must share to take up finished files.
        """
        ...

    def create(self, number: int, final: Any) -> NewFile:
        """Return the file `number`, new and empty; errors call it `final`."""
        ...

    def attempt(self, number: int, final: Any) -> NewFile:
        """Return the same as one of several that may be made of it."""
        ...

    def succeeded(self, number: int, file: Any) -> None:
        """Let an attempt that is whole be the file `number`, in place of any other."""
        ...

    def finished(self, entries: Mapping[int, FileEntry]) -> None:
        """Remember that files, by their numbers, are whole: for a run with `--resume`."""
        ...

    def whole_files(self, facts: Any) -> Iterator[tuple[int, FileEntry]]:
        """Yield the numbers and entries of files that a run with these `facts` finished."""
        ...

    def fault(self, number: int, entry: FileEntry) -> str | None:
        """Return in which way a staged file is not as its entry says, None if it is."""
        ...

    def take(self, number: int, other: Any, final: Any) -> None:
        """Get the file `number` of the staging of another run."""
        ...

    def ready(self, manifest: Any, removals: list[str]) -> None:
        """Say that all files are whole: what the folder will list, and what goes from it."""
        ...

    @property
    def has_journal(self) -> bool:
        """Whether the run has happened, if this is its home."""
        ...

    def clear(self) -> None:
        """Remove all of it; the journal, if it is here, as the last."""
        ...


class Store(Protocol):
    """A kind of place that folders lie in."""

    def locked(self, folders: Iterable[Any], wait: float) -> AbstractContextManager[None]:
        """Hold the locks of folders; raise OutputError that says who holds one."""
        ...

    def recover(self, folders: Sequence[Any], wait: float) -> frozenset[Any]:
        """Finish runs that were interrupted while they published; return the folders of theirs."""
        ...

    def manifest_of(self, folder: Any) -> Manifest | None:
        """Return a folder's manifest, None if it has none that can be read."""
        ...

    def is_there(self, file: Any) -> bool:
        """Whether there is anything of that name."""
        ...

    def stale_files(self, plan: DatasetPlan) -> list[str]:
        """Return the paths of earlier output that the plan will not replace.

        Raises OutputError for data of others in the folder.
        """
        ...

    def data_files(self, plan: DatasetPlan) -> Iterator[tuple[str, Any]]:
        """Yield all files in a dataset's folder that readers take for data, with their paths."""
        ...

    def fault(self, file: Any, entry: FileEntry) -> str | None:
        """Return in which way a file is not as listed, None if it is."""
        ...

    def fetched(self, part: Part) -> AbstractContextManager[Part]:
        """Yield the part with its file on a disk; as it is if there is no such file."""
        ...

    def staging(self, folder: Any, run: str) -> Staging:
        """Return the staging of a run in a folder."""
        ...

    def leftovers(self, folder: Any) -> Sequence[Staging]:
        """Return the stagings of runs in a folder, in the order of their names."""
        ...

    def decide(self, stagings: Sequence[Any]) -> None:
        """Write the journal of a run whose stagings are all ready."""
        ...

    def publish(self, stagings: Sequence[Any]) -> None:
        """Give the files of a run that was decided their names."""
        ...


def store_of(folders: Iterable[Folder]) -> Store:
    """Return the store that all these folders lie in; raise OutputError if they lie in several.

    For one of objects, raises OutputError also if what reaches it is not installed.
    """
    kinds = {_scheme(folder): folder for folder in folders}
    if len(kinds) > 1:
        named = " and ".join(str(folder) for folder in kinds.values())
        raise OutputError(f"one run writes to one kind of place, not to {named}: make them apart")
    if any(isinstance(folder, Path) for folder in kinds.values()) or not kinds:
        from smelt_datagen.output.disk import Disk  # noqa: PLC0415 (or the other, not both)

        return Disk()
    from smelt_datagen.output.objects.store import Objects  # noqa: PLC0415 (see above)

    return Objects()


def _scheme(folder: Folder) -> str:
    return folder.root.partition(":")[0] if isinstance(folder, RemoteFolder) else ""
