"""Values as texts."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
from pyarrow import _compute
from pyarrow._compute import call_function
from smelt_datagen.arrays import (
    arrow_array,
    cast,
    date_text,
    numpy_values,
    string_array,
    take,
    timestamp_text,
    with_validity,
)

from smelt_datagen_builtin.expressions.nodes import Node, node
from smelt_datagen_builtin.expressions.rows import Evaluated
from smelt_datagen_builtin.expressions.sql_types import TEXT, column_type
from smelt_datagen_builtin.expressions.vectors import SECOND, Vector, written


def as_text(arg: Node) -> Node:
    """Return any value as text: doubles in their shortest form, moments with a space."""
    if arg.type.kind == "text":
        return arg
    if arg.type.kind == "null":
        nothing = pa.scalar(None, pa.utf8())
        return Node(TEXT, lambda _: Vector(nothing), nullable=True, is_constant=True)
    kind = column_type(arg.type, nullable=True)
    if kind is None:
        raise TypeError(f"{arg.type} has no text: take a part of it with extract")

    def evaluate(rows: Evaluated) -> Vector:
        vector = arg.evaluate(rows)
        is_one = not np.ndim(vector.values)
        size = 1 if is_one else len(rows)
        array = written(vector, arg.type, kind.data_type, size)
        texts = _text(array, is_fine=arg.type.is_fine)
        return Vector(texts[0] if is_one else texts)

    return node(TEXT, evaluate, [arg], nullable=arg.nullable, is_safe=arg.is_safe)


def _text(array: pa.Array, *, is_fine: bool) -> pa.StringArray:
    if pa.types.is_date(array.type):
        days = date_text(numpy_values(array).astype(np.int64))
        return with_validity(days, ~numpy_values(call_function("is_null", [array])))
    if pa.types.is_timestamp(array.type):
        return _moment_text(array, is_fine=is_fine)
    texts = cast(array, pa.utf8())
    return _with_point(array, texts) if pa.types.is_floating(array.type) else texts


def _moment_text(array: pa.Array, *, is_fine: bool) -> pa.StringArray:
    """Return moments as `2024-02-29 13:14:15`, with a fraction where there is one."""
    ticks = numpy_values(array)
    seconds = ticks // SECOND if is_fine else ticks
    texts = call_function(
        "replace_substring", [timestamp_text(seconds)], _compute.ReplaceSubstringOptions("T", " ")
    )
    if is_fine:
        fraction = cast(arrow_array(ticks - seconds * SECOND + SECOND), pa.utf8())
        digits = call_function("utf8_slice_codeunits", [fraction], _compute.SliceOptions(1))
        digits = call_function("utf8_rtrim", [digits], _compute.TrimOptions("0"))
        point = call_function("binary_join_element_wise", [pa.scalar("."), digits, pa.scalar("")])
        point = call_function("utf8_rtrim", [point], _compute.TrimOptions("."))
        texts = call_function("binary_join_element_wise", [texts, point, pa.scalar("")])
    return with_validity(texts, ~numpy_values(call_function("is_null", [array])))


def _with_point(array: pa.Array, texts: pa.StringArray) -> pa.StringArray:
    """Return the texts of doubles with `.0` where they look like integers."""
    values = numpy_values(array)
    lacks = ~numpy_values(
        call_function("match_substring_regex", [texts], _compute.MatchSubstringOptions(r"[.en]"))
    )
    ends = take(string_array(["", ".0"]), arrow_array((lacks & np.isfinite(values)).view(np.int8)))
    return call_function("binary_join_element_wise", [texts, ends, pa.scalar("")])
