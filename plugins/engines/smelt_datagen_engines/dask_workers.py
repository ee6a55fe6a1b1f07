"""Workers of a Dask cluster."""

from __future__ import annotations

import importlib
from collections.abc import Iterator
from concurrent.futures import Executor
from contextlib import contextmanager
from typing import Any

from smelt_datagen.errors import OutputError
from smelt_datagen.plugin import WorkerPool, worker_pool

from smelt_datagen_engines.extras import needing

_SECONDS = "20s"
"""How long a scheduler is waited for."""


@worker_pool("dask")
class DaskWorkers(WorkerPool):
    """Workers of a Dask cluster: of the one at `dask://HOST:PORT`, or of a new one here.

    Workers write where the caller publishes, so they need the same disk or an object store. The
    tasks of a worker that dies go to others.
    """

    @contextmanager
    def open(self, address: str, workers: int) -> Iterator[Executor]:
        """Yield the executor of a cluster's client; raise OutputError if it cannot be reached."""
        with needing("dask", "dask"):
            distributed: Any = importlib.import_module("distributed")
        # a port of the dashboard that is free: at the usual one another cluster may listen
        where: dict[str, Any] = (
            {"address": f"tcp://{address}"}
            if address
            else {"n_workers": workers, "threads_per_worker": 1, "dashboard_address": "127.0.0.1:0"}
        )
        try:
            client = distributed.Client(**where, timeout=_SECONDS, set_as_default=False)
        except OSError as error:
            raise OutputError(f"dask://{address}: no scheduler answers there: {error}") from error
        with client:
            try:
                yield client.get_executor(pure=False)
            except distributed.scheduler.KilledWorker as error:
                raise OutputError(f"workers of Dask died, one after the other: {error}") from error
