"""Processes of this machine."""

from __future__ import annotations

import multiprocessing
from collections.abc import Iterator
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import contextmanager

from smelt_datagen.errors import OutputError
from smelt_datagen.plugin import WorkerPool, worker_pool


@worker_pool("processes")
class Processes(WorkerPool):
    """Processes of this machine, for generators that hold the interpreter's lock.

    Each makes whole files, so there must be several: say `rows_per_file`.
    """

    @contextmanager
    def open(self, address: str, workers: int) -> Iterator[Executor]:
        """Yield a pool of new processes; raise OutputError for an address."""
        if address:
            raise OutputError(f"processes have no address (found '{address}')")
        # not forked: a thread of the caller may hold a lock that nobody would ever release
        context = multiprocessing.get_context("spawn")
        with ProcessPoolExecutor(workers, mp_context=context) as pool:
            yield pool
