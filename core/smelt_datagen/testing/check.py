"""`check_generator`: all laws, one after the other."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable, Collection, Mapping
from typing import Any

import attrs

from smelt_datagen.errors import GeneratorError
from smelt_datagen.execution.blocks import blocks
from smelt_datagen.plugins.registry import Plugins
from smelt_datagen.protocol.generator import Generator
from smelt_datagen.testing.law import LawBroken, refusals_break
from smelt_datagen.testing.laws import inert, parameters, row_pure, seeded, typed
from smelt_datagen.testing.laws.documented import LAW as DOCUMENTED
from smelt_datagen.testing.laws.documented import documented
from smelt_datagen.testing.laws.fresh_process import the_same_elsewhere
from smelt_datagen.testing.laws.seeded import REPEATABLE, SEEDED, Part
from smelt_datagen.testing.subject import COLUMN, Subject, subject, values

LAWS: tuple[tuple[str, Callable[[Subject], None]], ...] = (
    (typed.LAW, typed.as_declared),
    (DOCUMENTED, documented),
    (REPEATABLE, seeded.repeatable),
    (REPEATABLE, seeded.alone),
    (row_pure.LAW, row_pure.any_rows),
    (row_pure.LAW, row_pure.any_block_size),
    (row_pure.LAW, row_pure.any_workers),
    (inert.LAW, inert.arrays_are_kept),
    (inert.LAW, inert.inputs_are_kept),
    (parameters.ROUND_TRIP, parameters.round_trip),
    (REPEATABLE, the_same_elsewhere),
)
"""Each law with its check; `seeded` comes last, since it needs to be told what is meant."""

_FEWEST_ROWS = 100


@attrs.frozen
class Report:
    """What was checked, and how fast values were made."""

    type: str
    rows: int
    seconds: float
    """To make all rows once, in the blocks that a run makes, on one thread."""

    @property
    def rows_per_second(self) -> float:
        """Rows made in a second, on one thread."""
        return self.rows / self.seconds

    def __str__(self) -> str:
        return f"{self.type}: all laws kept; {self.rows_per_second:,.0f} rows/s on one thread"


def check_generator(
    spec: Mapping[str, Any] | Generator,
    *,
    rows: int = 100_000,
    context: str = "",
    independent_of: Collection[Part] = (),
    plugins: Plugins | None = None,
) -> Report:
    """Hold a generator to every law; return how fast it is.

    `spec` is a generator as in YAML, `{"type": "acme.dice", "count": 2}`, or an instance, whose
    class need not be registered but must stand at the top of a module. `rows` is the size of the
    dataset it is tried in, at least 100. `context` is the YAML of what it refers to, as
    `@generator` takes it; without, that of the class's example. `independent_of` says which of
    "seed", "dataset" and "column" the values do not depend on. `plugins` provide the types
    (default: `discover()`).

    Raises LawBroken, an AssertionError that names the law and the smallest counter-example found;
    ConfigError if `spec` or `context` is refused as it stands; ValueError for fewer than 100 rows.
    """
    if rows < _FEWEST_ROWS:
        raise ValueError(f"rows must be at least {_FEWEST_ROWS} (found {rows})")
    __tracebackhide__ = True  # pytest shows the line of the test, and the message
    tried = subject(spec, context, plugins, rows)
    with inert.global_state_kept():
        planned = tried.plan()
        with contextlib.suppress(GeneratorError):  # a law below says what is wrong
            values(planned, range(_FEWEST_ROWS))
    try:
        for law, check in LAWS:
            with refusals_break(law):
                check(tried)
        with refusals_break(SEEDED):
            seeded.seeded(tried, independent_of)
    except LawBroken as broken:
        raise broken.with_traceback(None)  # noqa: B904 (the cause it has is kept)
    return _measured(tried)


def _measured(tried: Subject) -> Report:
    """Return the report of a subject whose tables have been built by a first block."""
    planned = tried.plan()
    values(planned, range(_FEWEST_ROWS))
    began = time.perf_counter()
    made = sum(len(array) for (array,) in blocks(planned, [COLUMN], 0, planned.row_count))
    return Report(str(tried.spec["type"]), made, time.perf_counter() - began)
