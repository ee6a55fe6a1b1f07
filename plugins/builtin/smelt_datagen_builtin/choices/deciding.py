"""The values of a column that decide something, as they are listed in the config."""

from __future__ import annotations

from collections.abc import Sequence

import pyarrow as pa
from pyarrow import types
from smelt_datagen.arrays import Unfit, exact_cast, index_in
from smelt_datagen.plugin import ColumnType, Scalar, Scope, near_names

from smelt_datagen_builtin.choices.dictionary import dictionary_of

_KEY = "when"


def values_of(listed: Sequence[Scalar], column: str, kind: ColumnType, scope: Scope) -> pa.Array:
    """Return the listed values as those of the column; fail for one that it never has.

    They are the keys of a mapping at `when`.
    """
    given = dictionary_of(listed, scope, _KEY)
    found = f"column '{column}' is {kind.data_type}"
    if _is_other_kind(given.type, kind.data_type):
        hint = ": put quotes around them" if types.is_string(kind.data_type) else ""
        scope.fail(f"{found}, not {given.type}{hint}", _KEY)
    plain = _without_zone(kind.data_type)
    as_theirs = exact_cast(given.type, plain)
    if as_theirs is None:
        scope.fail(f"{found}, which {given.type} cannot be", _KEY)
    try:
        values = as_theirs(given)
    except Unfit as unfit:
        value = listed[unfit.position]
        scope.fail(f"{found}, not '{_spelled(value)}'", _KEY, value)
    if not plain.equals(kind.data_type):
        values = values.view(kind.data_type)
    _check_different(listed, values, scope)
    _check_known(listed, values, column, kind, scope)
    scope.stop_if_failed()
    return values


def covers(values: pa.Array, kind: ColumnType) -> bool:
    """Whether the column is known to have one of the values in every row."""
    if kind.nullable:
        return False
    if kind.dictionary is not None:
        return not any(_absent(kind.dictionary, values))
    if types.is_boolean(kind.data_type):
        return len(values) == len((False, True))
    if kind.bounds is not None:
        lowest, highest = kind.bounds
        return len(values) == highest - lowest + 1  # all of them lie within
    return False


def _is_other_kind(given: pa.DataType, wanted: pa.DataType) -> bool:
    """Whether the two have a cast that nobody means here: true as 1, 1 as "1"."""
    if types.is_string(given):
        return False
    is_text = types.is_string(wanted) or types.is_large_string(wanted)
    return bool(is_text or types.is_boolean(given) != types.is_boolean(wanted))


def _without_zone(data_type: pa.DataType) -> pa.DataType:
    """Return the type that is read from a text; what has no time zone is taken as UTC."""
    return pa.timestamp(data_type.unit) if types.is_timestamp(data_type) else data_type


def _check_different(listed: Sequence[Scalar], values: pa.Array, scope: Scope) -> None:
    for value, place in zip(listed, index_in(values, values).to_pylist(), strict=True):
        first = listed[place]
        if first is not value:
            message = f"is the same value as '{_spelled(first)}'"
            scope.report(message, _KEY, value, first=(_KEY, first))


def _check_known(
    listed: Sequence[Scalar], values: pa.Array, column: str, kind: ColumnType, scope: Scope
) -> None:
    if kind.dictionary is not None:
        as_text = exact_cast(kind.data_type, pa.utf8())
        names = [] if as_text is None else as_text(kind.dictionary).to_pylist()
        for value, is_absent in zip(listed, _absent(values, kind.dictionary), strict=True):
            if is_absent:
                near = near_names(str(value), names)
                scope.report(f"column '{column}' never is '{_spelled(value)}'{near}", _KEY, value)
    elif kind.bounds is not None:
        lowest, highest = kind.bounds
        for value, one in zip(listed, values.to_pylist(), strict=True):
            if not lowest <= one <= highest:
                message = f"column '{column}' never is {one} (it is {lowest} to {highest})"
                scope.report(message, _KEY, value)


def _absent(values: pa.Array, dictionary: pa.Array) -> list[bool]:
    return [place is None for place in index_in(values, dictionary).to_pylist()]


def _spelled(value: Scalar) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)
