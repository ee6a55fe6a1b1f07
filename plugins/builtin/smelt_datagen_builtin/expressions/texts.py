"""Functions of texts, which count in characters, and values as texts."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
import numpy.typing as npt
import pyarrow as pa
from pyarrow import _compute
from pyarrow._compute import call_function
from smelt_datagen.arrays import (
    arrow_array,
    cast,
    numpy_values,
    string_array,
    take,
    with_validity,
)

from smelt_datagen_builtin.expressions.nodes import Node, node
from smelt_datagen_builtin.expressions.rows import Evaluated
from smelt_datagen_builtin.expressions.spelling import as_text
from smelt_datagen_builtin.expressions.sql_types import INT, TEXT
from smelt_datagen_builtin.expressions.vectors import Vector, text_array

Texts = Callable[..., pa.Array]


def text_function(function: Texts, args: Sequence[Node]) -> Node:
    """Return a function of texts that is Arrow's, or takes and gives arrays as Arrow's do."""

    def evaluate(rows: Evaluated) -> Vector:
        return Vector(function(*(arg.evaluate(rows).values for arg in args)))

    return node(
        TEXT,
        evaluate,
        args,
        nullable=any(arg.nullable for arg in args),
        is_safe=all(arg.is_safe for arg in args),
    )


def upper(arg: Node) -> Node:
    """Return the text in capitals, character by character as Unicode has it."""
    return text_function(lambda text: call_function("utf8_upper", [text]), [arg])


def lower(arg: Node) -> Node:
    """Return the text in small letters."""
    return text_function(lambda text: call_function("utf8_lower", [text]), [arg])


def trim(arg: Node) -> Node:
    """Return the text without spaces at its ends."""
    options = _compute.TrimOptions(" ")
    return text_function(lambda text: call_function("utf8_trim", [text], options), [arg])


def joined(args: Sequence[Node]) -> Node:
    """Return texts one behind the other, null where one is."""
    parts = [as_text(arg) for arg in args]
    end = pa.scalar("")
    return text_function(
        lambda *texts: call_function("binary_join_element_wise", [*texts, end]), parts
    )


def joined_known(args: Sequence[Node]) -> Node:
    """Return texts one behind the other, without those that are null."""
    parts = [as_text(arg) for arg in args]
    end, options = pa.scalar(""), _compute.JoinOptions(null_handling="replace", null_replacement="")
    return text_function(
        lambda *texts: call_function("binary_join_element_wise", [*texts, end], options), parts
    )


def length(arg: Node) -> Node:
    """Return the number of characters."""

    def evaluate(rows: Evaluated) -> Vector:
        made = call_function("utf8_length", [arg.evaluate(rows).values])
        if isinstance(made, pa.Scalar):
            return Vector(np.asarray(made.as_py() or 0), np.asarray(made.is_valid))
        valid = ~numpy_values(call_function("is_null", [made])) if made.null_count else None
        return Vector(numpy_values(made).astype(np.int64), valid)

    return node(INT, evaluate, [arg], nullable=arg.nullable, is_safe=arg.is_safe)


def replaced(arg: Node, old: str, new: str) -> Node:
    """Return the text with every occurrence of one text replaced by another."""
    if not old:
        return arg
    options = _compute.ReplaceSubstringOptions(old, new)
    return text_function(lambda text: call_function("replace_substring", [text], options), [arg])


def by_counts(function: Callable[..., pa.Array], text: Node, counts: Sequence[Node]) -> Node:
    """Return a function of a text and integers, called once for each of the integers there are."""

    def evaluate(rows: Evaluated) -> Vector:
        size = len(rows)
        texts = text_array(text.evaluate(rows), size)
        vectors = [count.evaluate(rows) for count in counts]
        numbers = np.stack([np.broadcast_to(vector.values, size) for vector in vectors], axis=1)
        made = _of_groups(function, texts, numbers.astype(np.int64))
        for vector in vectors:
            if vector.valid is not None:
                made = with_validity(made, vector.mask(size))
        return Vector(made)

    args = [text, *counts]
    return node(
        TEXT,
        evaluate,
        args,
        nullable=any(arg.nullable for arg in args),
        is_safe=all(arg.is_safe for arg in args),
    )


def _of_groups(
    function: Callable[..., pa.Array], texts: pa.StringArray, numbers: npt.NDArray[np.int64]
) -> pa.Array:
    if not len(texts):
        return texts
    different, group = np.unique(numbers, axis=0, return_inverse=True)
    group = group.reshape(-1)
    if len(different) == 1:
        return function(texts, *different[0].tolist())
    order = np.argsort(group, kind="stable")
    ends = np.searchsorted(group[order], np.arange(len(different) + 1))
    parts = [
        function(take(texts, arrow_array(order[start:end])), *counts.tolist())
        for counts, start, end in zip(different, ends[:-1], ends[1:], strict=True)
    ]
    places = np.empty_like(order)
    places[order] = np.arange(len(order))
    return take(pa.concat_arrays(parts), arrow_array(places))


def sliced(texts: pa.StringArray, start: int, count: int | None = None) -> pa.StringArray:
    """Return `count` characters from the one numbered `start`, the first being 1.

    Negative starts count from the end, negative counts go back from the start.
    """
    if start < 0 or (count is not None and (count < 0 or start == 0)):
        return _sliced_each(texts, start, count)
    begin = max(start - 1, 0)
    return _between(texts, begin, None if count is None else begin + count)


def _between(texts: pa.StringArray, start: int, stop: int | None) -> pa.StringArray:
    options = _compute.SliceOptions(start, stop)
    return call_function("utf8_slice_codeunits", [texts], options)


def _sliced_each(texts: pa.StringArray, start: int, count: int | None) -> pa.StringArray:
    """Return the same where the ends depend on how long a text is: by the lengths there are."""
    sizes = numpy_values(cast(call_function("utf8_length", [texts]), pa.int64()))
    begin = np.where(start < 0, sizes + start, start - 1)
    end = sizes if count is None else begin + count
    begin, end = np.minimum(begin, end), np.maximum(begin, end)
    ends = np.stack([np.clip(begin, 0, sizes), np.clip(end, 0, sizes)], axis=1)
    return _of_groups(_between, texts, ends)


def left(texts: pa.StringArray, count: int) -> pa.StringArray:
    """Return the first characters; all but the last ones, where the count is negative."""
    return _between(texts, 0, count)


def right(texts: pa.StringArray, count: int) -> pa.StringArray:
    """Return the last characters; all but the first ones, where the count is negative."""
    if count == 0:
        return _between(texts, 0, 0)
    return _between(texts, -count, None)


def padded(fill: str, *, is_left: bool) -> Callable[[pa.StringArray, int], pa.StringArray]:
    """Return what fills texts up to a length, or cuts them to it."""

    def pad(texts: pa.StringArray, count: int) -> pa.StringArray:
        count = max(count, 0)
        fills = string_array([(fill * size)[:size] for size in range(count + 1)])
        sizes = numpy_values(cast(call_function("utf8_length", [texts]), pa.int64()))
        missing = take(fills, arrow_array(np.clip(count - sizes, 0, count)))
        parts = [missing, texts] if is_left else [texts, missing]
        whole = call_function("binary_join_element_wise", [*parts, pa.scalar("")])
        return _between(whole, 0, count)

    return pad
