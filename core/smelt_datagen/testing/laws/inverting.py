"""Inverting: values follow from one draw and never fall as it rises, where that is declared."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any

import attrs
import numpy as np
import pyarrow as pa

from smelt_datagen.arrays.nulls import validity
from smelt_datagen.planning.plan import DatasetPlan
from smelt_datagen.protocol.block import Block
from smelt_datagen.protocol.column import Column
from smelt_datagen.protocol.dataset import Rows
from smelt_datagen.protocol.draw_source import DrawSource
from smelt_datagen.protocol.ranked_draws import RankedDraws
from smelt_datagen.randomness.streams import Stream, UInt64Array
from smelt_datagen.reference.examples import mapping
from smelt_datagen.testing.law import LawBroken, shown
from smelt_datagen.testing.subject import COLUMN, Subject

LAW = "inverting"
_SEVERAL = 2000
_EDGES = (0, 1 << 11, 1 << 12, 1 << 32, 1 << 53, 1 << 63, (1 << 64) - 1)


@attrs.frozen(eq=False, repr=False)
class _GivenDraws(DrawSource):
    """One of `drawn` for each row, again from the first behind the last."""

    drawn: UInt64Array

    def numbers(self, rows: Rows, stream: Stream) -> UInt64Array:  # noqa: ARG002 (whatever it is)
        return self.drawn.take((rows.index % np.uint64(len(self.drawn))).view(np.int64))


@attrs.frozen
class _Made:
    """What a column made at some rows."""

    values: pa.Array
    ranks: Sequence[Any]
    """What is compared: codes, numbers of the rows that are referred to, or the values."""
    valid: Sequence[bool]


def values_never_fall(subject: Subject) -> None:
    """Check that rising draws give values in order."""
    planned = subject.plan()
    column = _inverting(subject, planned)
    if column is None:
        return
    drawn = _rising(min(_SEVERAL, planned.row_count // 2))
    made = _made(planned, column.drawing(_GivenDraws(drawn)), np.arange(len(drawn)))
    for before, after in _falls(made):
        one, two = (shown(made.values[place].as_py()) for place in (before, after))
        raise LawBroken(
            LAW,
            f"draw {drawn[before]} gives {one}, and the larger draw {drawn[after]} gives {two}, "
            "which is before that",
        )


def nothing_else_is_drawn(subject: Subject) -> None:
    """Check that equal draws give equal values at other rows and on another stream."""
    planned = subject.plan()
    column = _inverting(subject, planned)
    if column is None:
        return
    drawn = _rising(min(_SEVERAL, planned.row_count // 2))
    given = column.drawing(_GivenDraws(drawn))
    here = np.arange(len(drawn))
    there = here + len(drawn)
    made = _made(planned, given, here)
    again = _made(planned, given, there, planned.bound.stream.child("another"))
    for place, is_valid in enumerate(zip(made.valid, again.valid, strict=True)):
        if all(is_valid) and made.ranks[place] != again.ranks[place]:
            one, two = (shown(one.values[place].as_py()) for one in (made, again))
            raise LawBroken(
                LAW,
                f"draw {drawn[place]} gives {one} at row {here[place]}, and {two} at row "
                f"{there[place]} of another column: something else is in it",
            )


def order_sorts(subject: Subject) -> None:
    """Check that values are in order along the rows with `order: asc`."""
    planned = subject.plan()
    column = _inverting(subject, planned)
    if column is None:
        return
    count = planned.row_count
    spread = np.linspace(0, count - 1, min(_SEVERAL, count)).astype(np.int64)
    for index in (np.arange(min(_SEVERAL, count)), spread):
        made = _made(planned, column.drawing(RankedDraws("asc", exact=False)), index)
        for before, after in _falls(made):
            one, two = (shown(made.values[place].as_py()) for place in (before, after))
            raise LawBroken(
                LAW, f"in order, row {index[before]} has {one}, and row {index[after]} {two}"
            )


def _inverting(subject: Subject, planned: DatasetPlan) -> Column | None:
    """Return the column if it inverts its draw; its class's example does if that is declared."""
    column = planned.bound.members[COLUMN].column
    if column.draws is not None:
        return column
    declaration = subject.cls.declaration
    is_example = mapping(declaration.example, "the example") == subject.spec
    if declaration.inverts_draw and is_example:
        raise LawBroken(
            LAW,
            "said to invert its draw, but the rows that its example refers to do not follow from "
            "one (see Reference.inverts_draw)",
        )
    return None


def _rising(count: int) -> UInt64Array:
    """Return this many draws in order: the least, the greatest, neighbours, and any others."""
    random = np.random.Generator(np.random.PCG64(7))
    drawn = random.integers(0, 1 << 64, size=count, dtype=np.uint64)
    drawn[: len(_EDGES)] = _EDGES
    drawn[count // 2 :] = drawn[: count - count // 2] ^ np.uint64(1)
    drawn.sort()
    return drawn


def _made(
    planned: DatasetPlan, column: Column, index: np.ndarray[Any, Any], stream: Stream | None = None
) -> _Made:
    rows = Rows(planned.bound, index.astype(np.uint64))
    block = Block(rows, planned.bound.members[COLUMN].stream if stream is None else stream)
    values = column.generate(block)
    valid: list[bool] = validity(values).tolist()
    return _Made(values, _ranks(column, block, values), valid)


def _ranks(column: Column, block: Block, values: pa.Array) -> Sequence[Any]:
    ranks: list[Any]
    if column.reference is not None:
        ranks = block.follow(column.reference).rows.index.tolist()
    elif pa.types.is_dictionary(values.type):
        ranks = values.indices.to_pylist()
    else:
        ranks = values.to_pylist()
    return ranks


def _falls(made: _Made) -> Iterator[tuple[int, int]]:
    """Yield where a value is followed by one that is before it."""
    places = [place for place, is_valid in enumerate(made.valid) if is_valid]
    for before, after in pairwise(places):
        try:
            is_fall = made.ranks[after] < made.ranks[before]
        except TypeError:
            raise LawBroken(LAW, f"values of {made.values.type} have no order") from None
        if is_fall:
            yield before, after
