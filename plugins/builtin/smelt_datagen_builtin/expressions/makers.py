"""What the functions of expressions make of their arguments."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from smelt_datagen_builtin.expressions import arithmetic, calendar, logic, rounding, texts
from smelt_datagen_builtin.expressions.calls import Call, Make
from smelt_datagen_builtin.expressions.casts import null_of
from smelt_datagen_builtin.expressions.comparisons import comparison, is_null
from smelt_datagen_builtin.expressions.nodes import Node, Outcome, strict
from smelt_datagen_builtin.expressions.sql_types import FLOAT, NUMBERS

MOMENTS = ("date", "timestamp")


def number_of(call: Call) -> Node:
    """Return the argument, which has to be a number."""
    return call.need(0, *NUMBERS)


def rounded(call: Call) -> Node:
    """Return `round(x, places)`."""
    places = call.constant_int(1) if len(call.args) > 1 else 0
    return rounding.rounded(number_of(call), places)


def of_doubles(function: Callable[[Any], Any]) -> Make:
    """Return what calls a function of doubles."""

    def kernel(values: Any) -> Outcome:
        with np.errstate(invalid="ignore", divide="ignore"):
            made = function(np.atleast_1d(values))
        return Outcome(made.reshape(np.shape(values)))

    return lambda call: strict(FLOAT, kernel, [arithmetic.as_float(number_of(call))])


def text_of(call: Call, position: int = 0) -> Node:
    """Return an argument, which has to be a text."""
    return call.need(position, "text")


def substr(call: Call) -> Node:
    """Return `substr(s, start, count)`."""
    counts = [call.need(number, "int") for number in range(1, len(call.args))]
    return texts.by_counts(texts.sliced, text_of(call), counts)


def side(function: texts.Texts) -> Make:
    """Return what calls `left` or `right`."""
    return lambda call: texts.by_counts(function, text_of(call), [call.need(1, "int")])


def padded(*, is_left: bool) -> Make:
    """Return what calls `lpad` or `rpad`."""

    def made(call: Call) -> Node:
        fill = call.constant_text(2)
        if not fill:
            call.fail(f"{call.name} needs a text to fill with")
        function = texts.padded(fill, is_left=is_left)
        return texts.by_counts(function, text_of(call), [call.need(1, "int")])

    return made


def replaced(call: Call) -> Node:
    """Return `replace(s, old, new)`."""
    return texts.replaced(text_of(call), call.constant_text(1), call.constant_text(2))


def coalesce(call: Call) -> Node:
    """Return `coalesce(x, …)`."""
    return logic.coalesce(*call.alike())


def null_if(call: Call) -> Node:
    """Return `nullif(x, y)`."""
    _, (one, other) = call.alike()
    same = comparison("=", one, other)
    first = call.args[0]
    return logic.case(first.type, [same], [null_of(first.type), first])


def best(symbol: str) -> Make:
    """Return what calls `greatest` or `least`: the best of those that are not null."""

    def made(call: Call) -> Node:
        kind, (best, *others) = call.alike()
        for other in others:
            is_better = logic.any_of([is_null(best), comparison(symbol, other, best)])
            best = logic.case(kind, [is_better], [other, best])
        return best

    return made


def part(call: Call) -> Node:
    """Return `date_part('part', d)`."""
    part = call.constant_text(0).lower()
    return part_of(call, part, call.need(1, *MOMENTS, "interval"))


def part_of(call: Call, part: str, one: Node) -> Node:
    """Return a part of a moment or interval; fail for a part that there is not."""
    name = _SYNONYMS.get(part.rstrip("s"), part.rstrip("s"))
    made = calendar.extracted(name, one)
    if made is None:
        call.fail(f"a {one.type} has no part '{part}' (known: {', '.join(calendar.PARTS)})")
    return made


_SYNONYMS = {"dayofweek": "dow", "dayofyear": "doy", "weekday": "dow", "weekofyear": "week"}


def fixed_part(part: str) -> Make:
    """Return what calls `year(d)` and the like."""
    return lambda call: part_of(call, part, call.need(0, *MOMENTS, "interval"))


def truncated(call: Call) -> Node:
    """Return `date_trunc('unit', d)`."""
    unit = call.constant_text(0).lower()
    made = calendar.truncated(unit, call.need(1, *MOMENTS))
    if made is None:
        call.fail(f"there is no unit '{unit}' (known: {', '.join(calendar.UNITS)})")
    return made


def difference(call: Call) -> Node:
    """Return `date_diff('unit', from, to)`."""
    unit = call.constant_text(0).lower()
    args = [call.need(number, *MOMENTS) for number in (1, 2)]
    made = calendar.boundaries(unit, *args)
    if made is None:
        known = ", ".join(name for name in calendar.UNITS if name != "week")
        call.fail(f"there is no unit '{unit}' (known: {known})")
    return made
