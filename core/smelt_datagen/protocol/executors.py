"""Where the files of a run are made, if not on threads of its own process."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING, ClassVar, TypeVar

import attrs

from smelt_datagen.protocol.generator import TYPE_NAME, frozen_class

if TYPE_CHECKING:
    from concurrent.futures import Executor

PoolClass = TypeVar("PoolClass", bound="type[WorkerPool]")


@attrs.frozen(eq=False, repr=False)
class PoolDeclaration:
    """What `@worker_pool` was told."""

    type: str


class WorkerPool:
    """Base of all pools of workers, each of which makes whole files.

    A subclass decorated with `@worker_pool` needs a docstring, which is its documentation.
    """

    declaration: ClassVar[PoolDeclaration]

    def open(self, address: str, workers: int) -> AbstractContextManager[Executor]:
        """Return a context in which an executor has workers; at its end they are gone.

        `address` is what stood behind `://`, empty where nothing did; `workers` how many are
        wanted of a pool that is made here. Raises OutputError if it cannot be had.
        """
        raise NotImplementedError


def worker_pool(type_name: str) -> Callable[[PoolClass], PoolClass]:
    """Make a WorkerPool subclass usable as `--executor type_name`.

    Raises TypeError if the class is no WorkerPool or has no docstring; ValueError if `type_name`
    is not lower-case words joined by `_` and `.`.
    """
    if not TYPE_NAME.fullmatch(type_name):
        raise ValueError(f"{type_name!r} is no name of an executor: use words like 'acme.grid'")

    def declare(cls: PoolClass) -> PoolClass:
        made = frozen_class(cls, WorkerPool)
        made.declaration = PoolDeclaration(type_name)
        return made

    return declare
