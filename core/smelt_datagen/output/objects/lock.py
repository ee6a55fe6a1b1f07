"""One run at a time in a dataset's folder: an object that only one can create."""

from __future__ import annotations

import contextlib
import datetime
import json
import os
import time
from collections.abc import Iterable, Iterator

from smelt_datagen.errors import OutputError
from smelt_datagen.output.lock import FILE_NAME, host
from smelt_datagen.output.objects.access import create, read_json, remove
from smelt_datagen.planning.locations import RemoteFolder

_PAUSE_SECONDS = 1


@contextlib.contextmanager
def locked(folders: Iterable[RemoteFolder], wait: float = 0) -> Iterator[None]:
    """Hold the locks of all `folders`; wait up to `wait` seconds in all for other runs.

    No server releases the lock of a process that died: the error says how to remove it.
    """
    deadline = time.monotonic() + wait
    held: list[RemoteFolder] = []
    try:
        # in one order for everybody, so that two that wait cannot wait for each other
        for folder in sorted(set(folders)):
            _acquire(folder / FILE_NAME, deadline)
            held.append(folder / FILE_NAME)
        yield
    finally:
        if held:
            with contextlib.suppress(OutputError):  # the next run says what is left
                remove(held)


def _acquire(file: RemoteFolder, deadline: float) -> None:
    since = datetime.datetime.now().astimezone().isoformat(" ", "seconds")
    who = {"process": os.getpid(), "host": host(), "since": since}
    while not create(file, f"{json.dumps(who)}\n".encode()):
        if time.monotonic() >= deadline:
            raise OutputError(_held(file))
        time.sleep(_PAUSE_SECONDS)


def _held(file: RemoteFolder) -> str:
    values = read_json(file)
    said = values if isinstance(values, dict) else {}
    process, place, since = (said.get(key, "?") for key in ("process", "host", "since"))
    folder = file.url.removesuffix(f"/{FILE_NAME}")
    return (
        f"{folder}: another run writes here: process {process} on {place}, since {since}; "
        f"wait for it with --wait SECONDS, or, if it is dead, remove {file}"
    )
