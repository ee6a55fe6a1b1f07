"""How many threads a run has, and results of theirs in order."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from concurrent.futures import Future

THREADS = "smelt_datagen"
"""What the names of threads begin with that make results ahead."""

Item = TypeVar("Item")
Made = TypeVar("Made")


def cores() -> int:
    """Return how many cores this process may use."""
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:  # macOS and Windows
        return os.cpu_count() or 1


def in_order(make: Callable[[Item], Made], items: Iterable[Item], workers: int) -> Iterator[Made]:
    """Yield what `make` gives of each item, in their order, made ahead on `workers` threads.

    At most two results per thread exist that nobody has taken. Nothing is made before the first one
    is asked for, and nothing more once the iterator is closed. Raises what `make` raises, in turn.
    """
    if workers == 1:
        yield from map(make, items)
        return
    from concurrent.futures import ThreadPoolExecutor  # noqa: PLC0415 (5 ms that most runs save)

    pool = ThreadPoolExecutor(workers, thread_name_prefix=THREADS)
    waiting: deque[Future[Made]] = deque()
    try:
        for item in items:
            waiting.append(pool.submit(make, item))
            if len(waiting) == 2 * workers:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
    finally:  # who closes the iterator may be one that cannot wait, as the end of a query
        pool.shutdown(wait=False, cancel_futures=True)
