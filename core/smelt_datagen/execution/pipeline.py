"""Tasks made by many threads at once and finished in order within their lane, in bounded memory."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from typing import Generic, TypeVar

import attrs

from smelt_datagen.execution.freed_memory import keep_freed_memory

Made = TypeVar("Made")


class Lane(Generic[Made]):
    """Takes what tasks made, in any order, and passes it on in the order of their numbers.

    Whichever thread brings the next in order also passes on what waits behind it, so that no
    thread is kept for this.
    """

    def __init__(self, finish: Callable[[Made], None]) -> None:
        self._finish = finish
        self._lock = threading.Lock()
        self._waiting: dict[int, Made] = {}
        self._next = 0
        self._busy = False

    def put(self, number: int, made: Made, release: Callable[[], None]) -> None:
        """Hand in task `number`; call `release` for every task that this call finishes."""
        with self._lock:
            self._waiting[number] = made
        while (ready := self._take()) is not None:
            self._finish(ready[0])
            with self._lock:
                self._busy = False
            release()

    def _take(self) -> tuple[Made] | None:
        with self._lock:
            if self._busy or self._next not in self._waiting:
                return None
            self._busy = True
            self._next += 1
            return (self._waiting.pop(self._next - 1),)


@attrs.frozen(eq=False, repr=False)
class Task(Generic[Made]):
    """A piece of work: `make` runs on any thread, its result goes down `lane` as `number`."""

    make: Callable[[], Made]
    lane: Lane[Made]
    number: int


class Pipeline(Generic[Made]):
    """Runs tasks on `workers` threads; at most two results per worker exist at a time.

    Tasks are begun in order, so the one that a lane waits for always has its place.
    """

    def __init__(self, tasks: Iterator[Task[Made]], workers: int) -> None:
        self._tasks = tasks
        self._workers = workers
        self._lock = threading.Lock()
        self._places = threading.Semaphore(2 * workers)
        self._stop = threading.Event()
        self._failure: BaseException | None = None

    def run(self) -> None:
        """Run all tasks; raise the first failure after every thread has stopped."""
        keep_freed_memory()
        threads = [threading.Thread(target=self._work) for _ in range(self._workers)]
        try:
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join()
        finally:  # on Ctrl-C too, which reaches this thread only
            self._halt()
            for thread in threads:
                if thread.ident is not None:
                    thread.join()
        if self._failure is not None:
            raise self._failure

    def _work(self) -> None:
        try:
            while (task := self._begin()) is not None:
                task.lane.put(task.number, task.make(), self._places.release)
        except BaseException as failure:  # noqa: BLE001 (raised again by run)
            with self._lock:
                self._failure = self._failure or failure
            self._halt()

    def _begin(self) -> Task[Made] | None:
        self._places.acquire()
        with self._lock:
            task = None if self._stop.is_set() else next(self._tasks, None)
        if task is None:
            self._places.release()  # for the next thread, which will find no task either
        return task

    def _halt(self) -> None:
        self._stop.set()
        self._places.release(self._workers)
