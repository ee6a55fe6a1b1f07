"""Files brought to the disk while others are made, on a thread that does nothing else."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from typing import Self

from smelt_datagen.output.store import NewFile

_MOST_WAITING = 128
"""Files that wait, all of them open, before who brings the next one waits, too."""


class Syncing:
    """Syncs and closes files that are whole; a core is not kept waiting for the disk.

    The files that are there when one batch is on the disk are the next. Writeback begins for all
    of a batch before any is waited for, so that a file system has to write its log of names once
    for all of them and not for each: of small files, that is most of the work.

    At the end of the `with` block all of them are on the disk, or the first failure is raised.
    """

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._waiting: list[tuple[NewFile, Callable[[], None]]] = []
        self._is_closed = False
        self._thread = threading.Thread(target=self._work)
        self._failure: BaseException | None = None

    def __enter__(self) -> Self:
        """Begin to take files, from any thread."""
        self._thread.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        """Wait until all files are on the disk; raise what went wrong, if nothing else did."""
        with self._changed:
            self._is_closed = True
            self._changed.notify_all()
        self._thread.join()
        if kind is None and self._failure is not None:
            raise self._failure

    def finish(self, files: Sequence[NewFile]) -> None:
        """Take files that are whole: `sync` will be called."""
        self._put([(file, file.sync) for file in files])

    def begin(self, file: NewFile) -> None:
        """Take a file of which there is much by now: `sync_begun` will be called."""
        self._put([(file, file.sync_begun)])

    def _put(self, files: Sequence[tuple[NewFile, Callable[[], None]]]) -> None:
        with self._changed:
            self._changed.wait_for(lambda: len(self._waiting) < _MOST_WAITING)
            self._waiting += files
            self._changed.notify_all()

    def _batch(self) -> Sequence[tuple[NewFile, Callable[[], None]]]:
        """Return all files that wait, at least one; none at the end."""
        with self._changed:
            self._changed.wait_for(lambda: self._waiting or self._is_closed)
            batch, self._waiting = self._waiting, []
            self._changed.notify_all()
        return batch

    def _work(self) -> None:
        while batch := self._batch():
            for file, _ in batch:
                file.begin_writeback()
            for _, sync in batch:
                try:
                    sync()
                except BaseException as failure:  # noqa: BLE001 (raised again at the end)
                    self._failure = self._failure or failure
