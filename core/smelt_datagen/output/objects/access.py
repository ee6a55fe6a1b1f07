"""Objects read, written, listed and removed, each with its URL."""

from __future__ import annotations

import contextlib
import hashlib
import json
from collections.abc import Iterable, Iterator
from typing import Any

from smelt_datagen.output.manifest import FileEntry
from smelt_datagen.output.objects.connection import bucket_of, explained, lacks_bucket, obstore
from smelt_datagen.planning.locations import RemoteFolder

_BUFFER = 8 << 20
"""Bytes of a file that are sent at a time; a smaller file is one request."""


def read(file: RemoteFolder) -> bytes | None:
    """Return an object, None if there is none."""
    with explained(file):
        try:
            return bytes(obstore().get(bucket_of(file.root), file.key).bytes())
        except FileNotFoundError as error:
            if lacks_bucket(error):
                raise
            return None


def read_json(file: RemoteFolder) -> Any:
    """Return the value in an object, None if there is none or if it is no JSON."""
    data = read(file)
    with contextlib.suppress(ValueError):
        return None if data is None else json.loads(data)
    return None


def write(file: RemoteFolder, data: bytes) -> None:
    """Write an object, in place of any other."""
    with explained(file):
        obstore().put(bucket_of(file.root), file.key, data)


def write_json(file: RemoteFolder, value: Any) -> None:
    """Write a value as JSON, spelled as on a disk."""
    text = json.dumps(value, ensure_ascii=False, indent=2)
    write(file, f"{text}\n".encode())


def create(file: RemoteFolder, data: bytes) -> bool:
    """Write an object if there is none; return whether there was none."""
    with explained(file):
        try:
            obstore().put(bucket_of(file.root), file.key, data, mode="create")
        except obstore().exceptions.AlreadyExistsError:
            return False
    return True


def copy(start: RemoteFolder, end: RemoteFolder) -> bool:
    """Copy an object within its bucket; return False if there is none."""
    with explained(end):
        try:
            obstore().copy(bucket_of(start.root), start.key, end.key)
        except FileNotFoundError:
            return False
    return True


def remove(files: Iterable[RemoteFolder]) -> None:
    """Remove objects, many at a time; it is no error if one is not there."""
    by_bucket: dict[str, list[str]] = {}
    for file in files:
        by_bucket.setdefault(file.root, []).append(file.key)
    for root, keys in by_bucket.items():
        with explained(RemoteFolder(root)), contextlib.suppress(FileNotFoundError):
            obstore().delete(bucket_of(root), keys)


def listed(folder: RemoteFolder) -> Iterator[tuple[str, int]]:
    """Yield the paths and sizes of all objects below a folder, in the order of their names."""
    with explained(folder):
        prefix = f"{folder.key}/" if folder.key else None
        found = [
            (str(one["path"]), int(one["size"]))
            for page in obstore().list(bucket_of(folder.root), prefix=prefix)
            for one in page
        ]
    for key, size in sorted(found):
        yield key.removeprefix(prefix or ""), size


def fault(file: RemoteFolder, entry: FileEntry) -> str | None:
    """Return in which way an object is not as listed, None if it is; all of it is read."""
    digest, size = hashlib.sha256(), 0
    with explained(file):
        try:
            for chunk in obstore().get(bucket_of(file.root), file.key):
                digest.update(chunk)
                size += len(chunk)
        except FileNotFoundError:
            return "is missing"
    if size != entry.bytes:
        return f"has {size:,} bytes, not {entry.bytes:,}"
    return None if digest.hexdigest() == entry.sha256 else "has other bytes than were written"


class NewObject:
    """An object being written and hashed at once; it is there when all of it is, or not at all."""

    def __init__(self, place: RemoteFolder, final: RemoteFolder) -> None:
        self._final = final
        self._hash = hashlib.sha256()
        self.size = 0
        with explained(final):
            self._writer = obstore().open_writer(
                bucket_of(place.root), place.key, buffer_size=_BUFFER, max_concurrency=2
            )

    def write(self, data: bytes | bytearray | memoryview) -> None:
        """Append bytes."""
        with explained(self._final):
            self._writer.write(data)
        self._hash.update(data)
        self.size += len(data)

    def begin_writeback(self) -> None:
        """Do nothing: it is sent while it is written."""

    def is_due(self) -> bool:
        """Return False: what is sent lasts."""
        return False

    def sync_begun(self) -> None:
        """Do nothing (see `is_due`)."""

    def sha256(self) -> str:
        """Return the SHA-256 of what was written, in hexadecimal."""
        return self._hash.hexdigest()

    def sync(self) -> None:
        """Let the object be there."""
        with explained(self._final):
            self._writer.close()

    def abandon(self) -> None:
        """Leave it: what was sent of it becomes no object."""
        del self._writer  # which is not closed, and so completes nothing
