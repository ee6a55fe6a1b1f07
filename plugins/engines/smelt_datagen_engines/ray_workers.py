"""Workers of a Ray cluster."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future
from contextlib import contextmanager
from typing import Any

from smelt_datagen.errors import OutputError
from smelt_datagen.plugin import WorkerPool, worker_pool

from smelt_datagen_engines.extras import needing


@worker_pool("ray")
class RayWorkers(WorkerPool):
    """Workers of a Ray cluster: of the one at `ray://HOST:PORT`, or of a new one here.

    Workers write where the caller publishes, so they need the same disk or an object store.
    """

    @contextmanager
    def open(self, address: str, workers: int) -> Iterator[Executor]:
        """Yield an executor of remote functions; raise OutputError if no cluster can be had."""
        with needing("ray", "ray"):
            ray: Any = importlib.import_module("ray")
        where: dict[str, Any] = (
            {"address": f"ray://{address}"} if address else {"num_cpus": workers}
        )
        try:
            ray.init(**where, include_dashboard=False, log_to_driver=False)
        except ConnectionError as error:
            raise OutputError(f"ray://{address}: no cluster answers there: {error}") from error
        try:
            yield _RayExecutor(ray)
        finally:
            ray.shutdown()


class _RayExecutor(Executor):
    def __init__(self, ray: Any) -> None:
        self._ray = ray

    def submit(self, function: Callable[..., Any], /, *values: Any, **named: Any) -> Future[Any]:
        made: Future[Any] = self._ray.remote(function).remote(*values, **named).future()
        return made
