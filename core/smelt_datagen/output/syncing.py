"""Files brought to the disk while others are made, on a thread that does nothing else."""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable


class Syncing:
    """Syncs and closes files that are whole; a core is not kept waiting for the disk.

    At the end of the `with` block all of them are on the disk, or the first failure is raised.
    """

    def __init__(self) -> None:
        self._queue: queue.SimpleQueue[Callable[[], None] | None] = queue.SimpleQueue()
        self._thread = threading.Thread(target=self._work)
        self._failure: BaseException | None = None

    def __enter__(self) -> Callable[[Callable[[], None]], None]:
        """Return what takes a file's `sync` or `sync_begun`, from any thread."""
        self._thread.start()
        return self._queue.put

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        """Wait until all files are on the disk; raise what went wrong, if nothing else did."""
        self._queue.put(None)
        self._thread.join()
        if kind is None and self._failure is not None:
            raise self._failure

    def _work(self) -> None:
        while (sync := self._queue.get()) is not None:
            try:
                sync()
            except BaseException as failure:  # noqa: BLE001 (raised again at the end)
                self._failure = self._failure or failure
