"""Whether files are, byte for byte, what a manifest lists."""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TypeVar

from smelt_datagen.output.manifest import FileEntry

_CHUNK = 1 << 20

Item = TypeVar("Item")
Result = TypeVar("Result")


def fault(file: str | Path, entry: FileEntry) -> str | None:
    """Return in which way a file is not as listed, None if it is."""
    try:
        descriptor = os.open(file, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | _NO_WAIT)
    except FileNotFoundError:
        return "is missing"
    except OSError as error:
        return f"cannot be read: {error.strerror}"
    with open(descriptor, "rb", buffering=0) as stream:  # noqa: PTH123 (a descriptor has no path)
        found = os.fstat(descriptor)
        if not stat.S_ISREG(found.st_mode):
            return "is no plain file"
        if found.st_size != entry.bytes:
            return f"has {found.st_size:,} bytes, not {entry.bytes:,}"
        digest = hashlib.sha256()
        while chunk := stream.read(_CHUNK):
            digest.update(chunk)
    return None if digest.hexdigest() == entry.sha256 else "has other bytes than were written"


_NO_WAIT = getattr(os, "O_NONBLOCK", 0)
"""A pipe is opened without waiting for who writes to it."""


def on_threads(
    make: Callable[[Item], Result], items: Iterable[Item], workers: int
) -> Iterator[Result]:
    """Yield what `make` gives of each item, in their order, made on several threads."""
    from concurrent.futures import ThreadPoolExecutor  # noqa: PLC0415 (5 ms that most runs save)

    with ThreadPoolExecutor(workers) as pool:
        yield from pool.map(make, items)
