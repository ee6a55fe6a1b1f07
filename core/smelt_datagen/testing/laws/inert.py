"""Inert: making values changes nothing that was there before."""

from __future__ import annotations

import decimal
import locale
import os
import random
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from unittest import mock

import numpy as np

from smelt_datagen.protocol.column import Column
from smelt_datagen.protocol.dataset import Rows
from smelt_datagen.protocol.generator import Generator
from smelt_datagen.protocol.scope import Scope
from smelt_datagen.testing.law import LawBroken
from smelt_datagen.testing.subject import COLUMN, Subject, as_yaml, values

LAW = "inert"
_SEVERAL = 500
_CHANGED = "changed global state"


def arrays_are_kept(subject: Subject) -> None:
    """Check that an array which was returned is not changed when more are made."""
    planned = subject.plan()
    count = min(_SEVERAL, planned.row_count)
    first = values(planned, range(count))
    before = first.to_pylist()
    values(planned, range(planned.row_count - count, planned.row_count))
    place = next(
        (i for i, value in enumerate(first.to_pylist()) if repr(value) != repr(before[i])), None
    )
    if place is not None:
        raise LawBroken(LAW, f"the value of row {place} changed in an array that was returned")


def state_is_kept(subject: Subject) -> None:
    """Check that the first block of values left global state as it was (see `state_watched`)."""
    for what in subject.memory.get(_CHANGED, ()):
        raise LawBroken(LAW, f"{what} was changed")


@contextmanager
def state_watched(memory: dict[str, Any]) -> Iterator[None]:
    """Remember which global state is another one after what runs inside, for the first time."""
    with _advanced_random_states():
        before = _global_state()
        yield
        after = _global_state()
        memory[_CHANGED] = [what for what, value in after.items() if value != before[what]]


def inputs_are_kept(subject: Subject) -> None:
    """Check that row numbers and parameters are as before."""
    with _bound(subject.cls) as bound:
        planned = subject.plan()
    index = np.arange(min(_SEVERAL, planned.row_count), dtype=np.uint64)
    rows = Rows(planned.bound, index)
    counters = rows.counters.copy()
    rows.column(COLUMN)
    if not np.array_equal(index, np.arange(len(index), dtype=np.uint64)):
        raise LawBroken(LAW, "the block's row numbers were changed")
    if not np.array_equal(counters, rows.counters):
        raise LawBroken(LAW, "the block's counters, from which all draws come, were changed")
    for generator, parameters in bound:
        if as_yaml(generator) != parameters:
            raise LawBroken(LAW, f"parameters changed from {parameters} to {as_yaml(generator)}")


@contextmanager
def _advanced_random_states() -> Iterator[None]:
    """Let the global states differ from what a generator may have set them to before."""
    ours, theirs = random.getstate(), np.random.get_state()  # noqa: NPY002 (kept as it was)
    random.random()  # noqa: S311 (no value depends on it)
    np.random.random()  # noqa: NPY002 (no value depends on it)
    try:
        yield
    finally:
        random.setstate(ours)
        np.random.set_state(theirs)  # noqa: NPY002 (as it was)


@contextmanager
def _bound(cls: type[Generator]) -> Iterator[list[tuple[Generator, Any]]]:
    """Yield the instances of `cls` that are bound from here on, with their parameters before."""
    seen: list[tuple[Generator, Any]] = []
    bind = cls.bind

    def watching(self: Generator, scope: Scope) -> Column:
        seen.append((self, as_yaml(self)))
        return bind(self, scope)

    with mock.patch.object(cls, "bind", watching):
        yield seen


def _global_state() -> dict[str, Any]:
    return {
        "NumPy's random state": repr(np.random.get_state()),  # noqa: NPY002 (it is what is watched)
        "Python's random state": random.getstate(),
        "NumPy's error handling": np.geterr(),
        "the environment": dict(os.environ),
        "the working directory": os.getcwd(),  # noqa: PTH109 (a string)
        "the locale": locale.setlocale(locale.LC_ALL),
        "the precision of decimals": decimal.getcontext().prec,
    }
