"""One run at a time in a dataset's folder: a lock that the system releases when a process dies."""

from __future__ import annotations

import contextlib
import datetime
import errno
import json
import os
import stat
import sys
import time
from collections.abc import Iterable, Iterator
from pathlib import Path

from smelt_datagen.errors import OutputError
from smelt_datagen.output.durable import read_json
from smelt_datagen.output.system_errors import explained

FILE_NAME = ".smelt_datagen.lock"

_PAUSE_SECONDS = 0.1

_FLAGS = os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
"""A link is not followed, and a pipe that nobody reads is not waited for."""


@contextlib.contextmanager
def locked(folders: Iterable[Path], wait: float = 0) -> Iterator[None]:
    """Hold the locks of all `folders`, which are made where they are missing.

    Waits up to `wait` seconds in all for other runs. Raises OutputError that says who holds a lock.
    A folder that was made here, and has nothing in it at the end, is removed again.
    """
    deadline = time.monotonic() + wait
    # in one order for everybody, so that two that wait cannot wait for each other
    places = sorted({os.path.realpath(folder): folder for folder in folders}.items())
    with contextlib.ExitStack() as stack:
        for _, folder in places:
            stack.enter_context(_made(folder))
            stack.enter_context(_locked(folder, deadline))
        yield


@contextlib.contextmanager
def _made(folder: Path) -> Iterator[None]:
    with explained(folder):
        missing = [one for one in (folder, *folder.parents) if not one.exists()]
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except FileExistsError:
            with contextlib.suppress(FileNotFoundError):  # a link to nowhere
                folder.stat()  # raises what is wrong with a link that leads in a circle
                raise NotADirectoryError(errno.ENOTDIR, "", str(folder)) from None
            raise
    try:
        yield
    finally:
        with contextlib.suppress(OSError):  # there is something in it, as there should be
            for one in missing:
                one.rmdir()


@contextlib.contextmanager
def _locked(folder: Path, deadline: float) -> Iterator[None]:
    file = folder / FILE_NAME
    with explained(file):
        descriptor = _acquired(file, deadline)
    try:
        yield
    finally:
        # while it is held, so that nobody locks a file that is gone (who waits looks again)
        with contextlib.suppress(OSError):
            file.unlink(missing_ok=True)
        os.close(descriptor)


def _acquired(file: Path, deadline: float) -> int:
    """Return the descriptor of the lock's file, locked, as soon as that is possible."""
    while (descriptor := _tried(file)) is None:
        if time.monotonic() >= deadline:
            raise OutputError(_held(file))
        time.sleep(_PAUSE_SECONDS)
    return descriptor


def _tried(file: Path) -> int | None:
    """Return the descriptor of the lock's file if it could be locked, else None."""
    try:
        file.parent.mkdir(parents=True, exist_ok=True)  # whom one waits for may have removed it
        descriptor = os.open(file, _FLAGS, 0o666)
    except FileNotFoundError:  # or does so right now
        return None
    is_locked = False
    try:
        _refuse_no_file(file, descriptor)
        is_locked = _has_lock(descriptor) and _is_at(file, descriptor)
        if is_locked:
            _sign(descriptor)
    finally:
        if not is_locked:
            os.close(descriptor)
    return descriptor if is_locked else None


def _refuse_no_file(file: Path, descriptor: int) -> None:
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        raise OutputError(f"{file}: is no plain file, where the lock of the dataset is to be")


if sys.platform == "win32":
    import msvcrt

    def _has_lock(descriptor: int) -> bool:
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import fcntl

    def _has_lock(descriptor: int) -> bool:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True


def _is_at(file: Path, descriptor: int) -> bool:
    """Whether the locked file still has its name: who held it before removed it at the end."""
    try:
        return os.path.samestat(file.lstat(), os.fstat(descriptor))
    except FileNotFoundError:
        return False


def _sign(descriptor: int) -> None:
    since = datetime.datetime.now().astimezone().isoformat(" ", "seconds")
    who = {"process": os.getpid(), "host": host(), "since": since}
    with contextlib.suppress(OSError):  # a full disk: it is locked all the same
        os.ftruncate(descriptor, 0)
        os.write(descriptor, f"{json.dumps(who)}\n".encode())


def host() -> str:
    """Return the name of this machine."""
    return os.environ.get("COMPUTERNAME", "?") if sys.platform == "win32" else os.uname().nodename


def _held(file: Path) -> str:
    values = read_json(file)
    said = values if isinstance(values, dict) else {}
    process, host, since = (said.get(key, "?") for key in ("process", "host", "since"))
    return (
        f"{file.parent}: another run writes here: process {process} on {host}, since {since}; "
        "wait for it with --wait SECONDS"
    )
