"""The files of a dataset made by a pool of workers, whatever they are."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, Executor, Future, wait

import attrs

from smelt_datagen.errors import OutputError
from smelt_datagen.output.file_tasks import FileTask, make_files, tasks
from smelt_datagen.output.manifest import FileEntry, Manifest
from smelt_datagen.output.progress import Progress
from smelt_datagen.output.store import Staging
from smelt_datagen.planning.plan import DatasetPlan, Plan
from smelt_datagen.plugins.discovery import discover
from smelt_datagen.plugins.kinds import EXECUTORS
from smelt_datagen.protocol.executors import WorkerPool

_MOST_AHEAD = 256
"""Tasks that are handed out at a time, so that a million files need no million futures."""


@contextlib.contextmanager
def opened(wanted: Executor | str, workers: int) -> Iterator[Executor]:
    """Yield the executor that is wanted: itself, or one with workers that are gone at the end.

    A name may have an address behind it: `dask://HOST:PORT`. Raises UnknownNameError for a name
    that no plugin has; OutputError if its workers cannot be had.
    """
    with contextlib.ExitStack() as stack:
        if isinstance(wanted, str):
            name, _, address = wanted.partition("://")
            pool: WorkerPool = discover().named(EXECUTORS, name)()
            wanted = stack.enter_context(pool.open(address, workers))
        yield wanted


@attrs.frozen(eq=False)
class PoolWriter:
    """Makes the files of the datasets of one plan on an executor."""

    plan: Plan
    executor: Executor
    report: Callable[[Progress], None]

    def run(
        self, dataset: DatasetPlan, staging: Staging, whole: Mapping[int, FileEntry]
    ) -> tuple[Manifest, float]:
        """Make all files but those that are `whole` already; return their manifest, and seconds."""
        began = time.perf_counter()
        entries = dict(whole)
        rows, total = sum(entry.rows for entry in whole.values()), dataset.written_rows
        self.report(Progress(dataset.name, rows, total))
        missing = [number for number in range(len(dataset.parts)) if number not in whole]
        for task, made in self._made(tasks(self.plan, dataset, staging, missing)):
            finished = dict(zip(task.numbers, made, strict=True))
            staging.finished(finished)
            entries.update(finished)
            rows += sum(entry.rows for entry in made)
            self.report(Progress(dataset.name, rows, total))
        listed = [entries[number] for number in range(len(dataset.parts))]
        return Manifest.of(dataset, listed), time.perf_counter() - began

    def _made(self, waiting: Iterator[FileTask]) -> Iterator[tuple[FileTask, list[FileEntry]]]:
        """Yield tasks with what came of them, in the order in which they are finished."""
        running: dict[Future[list[FileEntry]], FileTask] = {}
        try:
            while True:
                while len(running) < _MOST_AHEAD and (task := next(waiting, None)) is not None:
                    running[self.executor.submit(make_files, task)] = task
                if not running:
                    return
                for future in wait(running, return_when=FIRST_COMPLETED).done:
                    yield running.pop(future), _result(future)
        finally:
            for future in running:
                future.cancel()
            wait(running)  # those that had begun still write in the staging folder


def _result(future: Future[list[FileEntry]]) -> list[FileEntry]:
    try:
        return future.result()
    except BrokenExecutor as error:
        raise OutputError(f"a worker died: {error}") from error
