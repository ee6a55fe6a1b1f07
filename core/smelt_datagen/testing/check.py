"""`check_generator`: all laws, one after the other."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Any, TypeAlias

import attrs

from smelt_datagen.errors import GeneratorError
from smelt_datagen.execution.blocks import blocks
from smelt_datagen.planning.plan import DatasetPlan
from smelt_datagen.plugins.registry import Plugins
from smelt_datagen.protocol.generator import Generator, Part, checked_parts
from smelt_datagen.testing.budget import Budget
from smelt_datagen.testing.law import LawBroken, refusals_break
from smelt_datagen.testing.laws import (
    bound,
    documented,
    elsewhere,
    inert,
    inverting,
    large,
    parameters,
    referring,
    repeatable,
    row_pure,
    seeded,
    typed,
)
from smelt_datagen.testing.subject import COLUMN, Subject, subject, values

Check: TypeAlias = Callable[[Subject], None]

LAWS: Mapping[str, Sequence[Check]] = MappingProxyType(
    {
        typed.LAW: (typed.as_declared,),
        documented.LAW: (documented.documented,),
        repeatable.LAW: (
            repeatable.repeatable,
            repeatable.after_another_seed,
            repeatable.alone,
            repeatable.in_any_order,
            elsewhere.the_same_elsewhere,
            elsewhere.among_others,
        ),
        bound.LAW: (bound.reads_what_it_asked_for,),
        row_pure.LAW: (row_pure.any_rows, row_pure.any_block_size, row_pure.any_workers),
        large.LAW: (large.rows_are_kept_whole,),
        referring.LAW: (referring.follows_its_reference,),
        inverting.LAW: (
            inverting.values_never_fall,
            inverting.nothing_else_is_drawn,
            inverting.order_sorts,
        ),
        inert.LAW: (inert.state_is_kept, inert.arrays_are_kept, inert.inputs_are_kept),
        parameters.ROUND_TRIP: (parameters.round_trip,),
        parameters.REFUSED: (elsewhere.bad_parameters,),
        elsewhere.PORTABLE: (elsewhere.the_same_bits,),
        seeded.LAW: (seeded.as_meant,),
    }
)
"""Each law with its checks, in the order in which they are looked at."""

_FEWEST_ROWS = 100
_PASSES = 40
"""How often all laws together make about all rows."""
_TO_MEASURE = 0.01
"""Share of the time that may be spent on finding out how many rows are affordable."""


@attrs.frozen
class Report:
    """What was checked, and how fast values were made."""

    type: str
    rows: int
    seconds: float
    """To make all rows once, in the blocks that a run makes, on one thread."""
    cuts: Mapping[str, str] = MappingProxyType({})
    """How much of a law was checked, where the time did not suffice for all of it."""

    @property
    def rows_per_second(self) -> float:
        """Rows made in a second, on one thread."""
        return self.rows / self.seconds

    def __str__(self) -> str:
        kept = f"{self.type}: all laws kept; {self.rows_per_second:,.0f} rows/s on one thread"
        cuts = "; ".join(f"{law} ({done})" for law, done in self.cuts.items())
        return f"{kept}; for lack of time not whole: {cuts}" if cuts else kept


def check_generator(
    spec: Mapping[str, Any] | Generator,
    *,
    rows: int = 100_000,
    context: str = "",
    independent_of: Collection[Part] | None = None,
    plugins: Plugins | None = None,
    seconds: float = 60,
) -> Report:
    """Hold a generator to every law; return how fast it is.

    `spec` is a generator as in YAML, `{"type": "acme.dice", "count": 2}`, or an instance, whose
    class need not be registered but must stand at the top of a module. `rows` is the size of the
    dataset it is tried in, at least 100. `context` is the YAML of what it refers to, as
    `@generator` takes it; without, that of the class's example. `independent_of` says which of
    "seed", "dataset" and "column" the values do not depend on; without, they may be independent of
    what `@generator` declares. `plugins` provide the types (default: `discover()`). After `seconds`
    what is left of the laws is cut short, which the report says.

    Raises LawBroken, an AssertionError that names the law and the smallest counter-example found;
    ConfigError if `spec` or `context` is refused as it stands; ValueError for fewer than 100 rows.
    """
    __tracebackhide__ = True  # pytest shows the line of the test, and the message
    tried = prepared(
        spec,
        rows=rows,
        context=context,
        independent_of=independent_of,
        plugins=plugins,
        seconds=seconds,
    )
    for _, broken in outcomes(tried):
        if broken is not None:
            raise broken.with_traceback(None)
    return measured(tried)


def prepared(
    spec: Mapping[str, Any] | Generator,
    *,
    rows: int,
    context: str = "",
    independent_of: Collection[Part] | None = None,
    plugins: Plugins | None = None,
    seconds: float = 60,
) -> Subject:
    """Return what will be held to the laws; parameters and errors as of `check_generator`."""
    if rows < _FEWEST_ROWS:
        raise ValueError(f"rows must be at least {_FEWEST_ROWS} (found {rows})")
    said = None if independent_of is None else checked_parts(independent_of)
    tried = subject(spec, context, plugins, rows, Budget(seconds), said)
    with inert.state_watched(tried.memory):
        planned = tried.plan()
        with contextlib.suppress(GeneratorError):  # a law says what is wrong
            values(planned, range(_FEWEST_ROWS))
    return _affordable(tried)


def outcomes(tried: Subject) -> Iterator[tuple[str, LawBroken | None]]:
    """Yield each law, and in what way it is broken, if it is."""
    for law, checks in LAWS.items():
        yield law, _first_broken(law, checks, tried)


def measured(tried: Subject) -> Report:
    """Return the report of a subject whose tables have been built by a first block."""
    planned = tried.plan()
    values(planned, range(_FEWEST_ROWS))
    began = time.perf_counter()
    made = sum(len(array) for (array,) in blocks(planned, [COLUMN], 0, planned.row_count))
    taken = time.perf_counter() - began
    return Report(str(tried.spec["type"]), made, taken, dict(tried.budget.cuts))


def _first_broken(law: str, checks: Sequence[Check], tried: Subject) -> LawBroken | None:
    try:
        for check in tried.budget.each(law, checks, "checks"):
            with refusals_break(law):
                check(tried)
    except LawBroken as broken:
        return broken
    return None


def _affordable(tried: Subject) -> Subject:
    """Return the subject, with fewer rows if it is too slow for all of them.

    What looks slow is made again, and its fastest time counts: a machine with other work pauses.
    """
    planned = tried.plan()
    ends = time.perf_counter() + tried.budget.seconds * _TO_MEASURE
    affordable = _FEWEST_ROWS
    while affordable < tried.rows:
        affordable = max(affordable, int(tried.budget.seconds / _PASSES / _per_row(planned)))
        if time.perf_counter() >= ends:
            break
    if affordable >= tried.rows:
        return tried
    tried.budget.cut("all", f"{affordable:,} of {tried.rows:,} rows")
    return attrs.evolve(tried, rows=affordable)


def _per_row(planned: DatasetPlan) -> float:
    """Return the seconds that a row takes, among few."""
    began = time.perf_counter()
    with contextlib.suppress(GeneratorError):  # a law says what is wrong
        values(planned, range(_FEWEST_ROWS))
    return (time.perf_counter() - began) / _FEWEST_ROWS
