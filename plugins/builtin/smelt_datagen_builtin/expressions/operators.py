"""What the operators mean for the types at their sides."""

from __future__ import annotations

import re

from pyarrow import _compute
from pyarrow._compute import call_function

from smelt_datagen_builtin.expressions import arithmetic, moments, texts
from smelt_datagen_builtin.expressions.calls import Call
from smelt_datagen_builtin.expressions.casts import as_type
from smelt_datagen_builtin.expressions.comparisons import comparison, is_one_of, of_texts
from smelt_datagen_builtin.expressions.logic import all_of, any_of, negation
from smelt_datagen_builtin.expressions.nodes import Node
from smelt_datagen_builtin.expressions.sql_types import BOOL, INT, NUMBERS, TIMESTAMP

MOMENTS = ("date", "timestamp")


def plus_or_minus(call: Call) -> Node:
    """Return `+` and `-` of numbers, and of dates, timestamps and intervals."""
    one, other = call.args
    kinds = (one.type.kind, other.type.kind)
    if not {*kinds} & {*MOMENTS, "interval"}:
        return _numbers(call)
    is_back = call.name == "-"
    if not is_back and kinds[0] not in MOMENTS and kinds[1] in MOMENTS:
        one, other, kinds = other, one, kinds[::-1]
    if kinds[1] == "interval" and kinds[0] in (*MOMENTS, "interval"):
        by = moments.negated(other) if is_back else other
        if kinds[0] == "interval":
            return moments.combined(one, by)
        return moments.moved(as_type(one, TIMESTAMP), by)
    if kinds[0] == "date" and kinds[1] in ("int", "null"):
        return moments.days_moved(one, as_type(other, INT), is_back=is_back)
    return _time_between(call, is_back=is_back)


def _time_between(call: Call, *, is_back: bool) -> Node:
    one, other = call.args
    kinds = {one.type.kind, other.type.kind}
    if not is_back or not kinds <= {*MOMENTS}:
        call.fail(f"{one.type} {call.name} {other.type} has no meaning")
    if kinds == {"date"}:
        return arithmetic.arithmetic("-", _as_int(one), _as_int(other))
    return moments.between(*call.alike()[1])


def _as_int(days: Node) -> Node:
    return arithmetic.retyped(days, INT)


def _numbers(call: Call) -> Node:
    one, other = (call.need(number, *NUMBERS) for number in (0, 1))
    if "null" in (one.type.kind, other.type.kind):
        _, (one, other) = call.alike()
        if one.type.kind == "null":
            return one
    return call.checked(lambda: arithmetic.arithmetic(call.name, one, other))


def times(call: Call) -> Node:
    """Return `*` of numbers, and of an interval and an integer."""
    one, other = call.args
    if one.type.kind == "interval" and other.type.kind == "int":
        return moments.multiplied(one, other)
    if other.type.kind == "interval" and one.type.kind == "int":
        return moments.multiplied(other, one)
    if "interval" in (one.type.kind, other.type.kind):
        call.fail(f"{one.type} * {other.type} has no meaning: an interval is taken times a bigint")
    return _numbers(call)


def over(call: Call) -> Node:
    """Return `/`, `//` and `%` of numbers."""
    for number in (0, 1):
        call.need(number, *NUMBERS)
    if "null" in (call.args[0].type.kind, call.args[1].type.kind):
        _, args = call.alike()
        return args[0] if args[0].type.kind == "null" else _QUOTIENTS[call.name](*args)
    return _QUOTIENTS[call.name](*call.args)


_QUOTIENTS = {
    "/": arithmetic.divided,
    "//": arithmetic.whole_quotient,
    "%": arithmetic.remainder,
}


def negative(call: Call) -> Node:
    """Return `-x` of a number or an interval."""
    arg = call.need(0, *NUMBERS, "interval")
    if arg.type.kind == "null":
        return arg
    return moments.negated(arg) if arg.type.kind == "interval" else arithmetic.negated(arg)


def compared(call: Call) -> Node:
    """Return a comparison of two values of one kind."""
    found, args = call.alike()
    if found.kind == "null":
        return as_type(args[0], BOOL)
    return comparison(call.name, *args)


def between(call: Call) -> Node:
    """Return whether a value is not below one and not above another."""
    found, (arg, low, high) = call.alike()
    if found.kind == "null":
        return as_type(arg, BOOL)
    return all_of([comparison(">=", arg, low), comparison("<=", arg, high)])


def contained(call: Call) -> Node:
    """Return whether a value is one of a list."""
    found, (arg, *others) = call.alike()
    if found.kind == "null":
        return as_type(arg, BOOL)
    return is_one_of(arg, others)


def conjunction(call: Call) -> Node:
    """Return `and`, `or` and `not`."""
    args = [as_type(call.need(number, "bool"), BOOL) for number in range(len(call.args))]
    if call.name == "not":
        return negation(args[0])
    return all_of(args) if call.name == "and" else any_of(args)


def joined(call: Call) -> Node:
    """Return `||`: values as texts, one behind the other."""
    return call.checked(lambda: texts.joined(call.args))


def like(call: Call) -> Node:
    """Return whether a text has the form of a pattern: `%` any characters, `_` any one."""
    arg, pattern = call.need(0, "text"), call.constant_text(1)
    wild = {"%": ".*", "_": "."}
    form = "".join(wild.get(letter) or re.escape(letter) for letter in pattern)
    options = _compute.MatchSubstringOptions(f"^(?s:{form})$")
    made = of_texts([arg], lambda text: call_function("match_substring_regex", [text], options))
    return negation(made) if call.part.args.get("negate") else made
