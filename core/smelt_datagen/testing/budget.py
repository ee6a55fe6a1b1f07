"""How long a check may take, and what was left out for it."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from typing import TypeVar

Item = TypeVar("Item")


class Budget:
    """Seconds for all laws together; `cuts` says, by law, what was not done for lack of them."""

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        self.cuts: dict[str, str] = {}
        self._ends = time.perf_counter() + seconds

    @property
    def left(self) -> float:
        """Seconds that are left, none if the time is over."""
        return max(0.0, self._ends - time.perf_counter())

    def each(self, law: str, items: Sequence[Item], what: str) -> Iterator[Item]:
        """Yield the first of `items`, and more while there is time; note where it was cut."""
        for done, item in enumerate(items):
            if done and not self.left:
                self.cut(law, f"{done} of {len(items)} {what}")
                return
            yield item

    def cut(self, law: str, done: str) -> None:
        """Note how much of a law was checked."""
        self.cuts[law] = f"{self.cuts[law]}, {done}" if law in self.cuts else done
