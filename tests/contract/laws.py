"""The laws that every generator keeps, each a function that raises AssertionError.

A law takes the plan of a dataset and the name of a column in it, or a function that makes such a
plan anew; it uses the public API only.
"""

import contextlib
import copy
import os
import random
from unittest import mock

import attrs
import numpy as np
import pyarrow as pa
from smelt_datagen import Generator, Rows


def values(plan, name, index):
    """Return the column's values at any rows, as an Arrow array."""
    return Rows(plan.dataset, np.array(index, dtype=np.uint64)).column(name)


def same(found, wanted, law):
    """Fail with the first row at which two arrays of values differ."""
    if found.equals(wanted):
        return
    pairs = zip(found.to_pylist(), wanted.to_pylist(), strict=True)
    at = next((i for i, (one, other) in enumerate(pairs) if not _identical(one, other)), None)
    if at is None:
        raise AssertionError(f"{law}: the same values as {found.type} and as {wanted.type}")
    raise AssertionError(f"{law}: {found[at]!r} instead of {wanted[at]!r}, at position {at}")


def repeatable(plan, name, again, count=1000):
    """`again`, made anew from the same config, has the same values."""
    same(values(again, name, range(count)), values(plan, name, range(count)), "repeatable")


def any_slice(plan, name):
    """A slice of the rows has the values that the whole has there."""
    count = plan.row_count
    whole = values(plan, name, range(count))
    middle = count // 2
    bounds = [(0, 1), (1, 2), (5, 333), (middle - 9, middle + 9), (count - 1, count), (7, count)]
    for start, stop in bounds:
        found = values(plan, name, range(start, stop))
        same(found, whole.slice(start, stop - start), f"rows {start} to {stop} of the whole")


def any_order(plan, name, count=2000):
    """Rows may be asked for in any order, with gaps and more than once."""
    rows = np.random.Generator(np.random.PCG64(7)).permutation(count)
    whole = values(plan, name, range(count))
    same(values(plan, name, rows), whole.take(pa.array(rows)), "rows in another order")
    same(values(plan, name, rows[::-3]), whole.take(pa.array(rows[::-3])), "rows with gaps")
    twice = np.repeat(rows[:50], 2)
    same(values(plan, name, twice), whole.take(pa.array(twice)), "rows asked for twice")


def kept_apart(plan, name, count=500):
    """An array is not changed by what is made after it."""
    first = values(plan, name, range(count))
    before = first.to_pylist()
    values(plan, name, range(count, 2 * count))
    assert first.to_pylist() == before, "making rows changed an array that was made before"


def typed(plan, name, count=2000):
    """Every array, the empty one too, is as declared: type, nulls, dictionary, bounds."""
    column = plan.dataset.members[name].column
    assert isinstance(column.logical_type, pa.DataType)
    for index in ([], [0], range(count), [plan.row_count - 1]):
        array = values(plan, name, index)
        rows = f"of {len(index)} rows"
        assert len(array) == len(index), f"{len(array)} values for {len(index)} rows"
        assert array.type.equals(column.array_type), f"{array.type} {rows}: {column.array_type}?"
        assert column.nullable or array.null_count == 0, f"{array.null_count} nulls {rows}"
        array.validate(full=True)
        _same_dictionary(column, array, rows)
        _within_bounds(column, array, rows)


def _same_dictionary(column, array, rows):
    if column.dictionary is None:
        assert not pa.types.is_dictionary(array.type), f"undeclared dictionary {rows}"
        return
    assert array.dictionary.equals(column.dictionary), f"another dictionary {rows}"
    assert array.dictionary.type.equals(column.data_type)
    assert array.dictionary.null_count == 0, "a null in the dictionary"
    distinct = array.dictionary.unique()
    assert len(distinct) == len(array.dictionary), "one value twice in the dictionary"


def _within_bounds(column, array, rows):
    if column.bounds is None:
        return
    low, high = column.bounds
    outside = [
        value for value in array.to_pylist() if value is not None and not low <= value <= high
    ]
    assert not outside, f"{outside[0]} is outside the declared bounds {column.bounds} {rows}"


def seeded(plan, name, others, independent_of=(), count=1000):
    """Another seed, dataset name or column name gives other values; or the same, if so declared.

    `others` has, for each such difference, the plan and the column's name with that difference.
    """
    base = values(plan, name, range(count))
    for what, (other_plan, other_name) in others.items():
        is_same = values(other_plan, other_name, range(count)).equals(base)
        if what in independent_of:
            assert is_same, f"declared independent of the {what}, but another gives other values"
        else:
            assert not is_same, f"another {what} gives the same values"


def inert(make_plan, name, count=500):
    """Binding and generating change nothing that was there before."""
    with _watched_parameters() as seen:
        plan = make_plan()
        before = _global_state()
        index = np.arange(count, dtype=np.uint64)
        rows = Rows(plan.dataset, index)
        index_bytes, counter_bytes = index.tobytes(), rows.counters.tobytes()
        rows.column(name)
    assert index.tobytes() == index_bytes, "the row numbers were changed"
    assert rows.counters.tobytes() == counter_bytes, "the rows' counters were changed"
    for key, value in _global_state().items():
        assert value == before[key], f"{key} was changed"
    assert seen, "no generator was bound"
    for generator, parameters in seen:
        assert _parameters(generator) == parameters, f"parameters of {generator!r} were changed"


@contextlib.contextmanager
def _watched_parameters():
    """Yield the generators that are bound from here on, each with a copy of its parameters."""
    seen = []

    def watched(bind):
        def watching(self, scope):
            seen.append((self, copy.deepcopy(_parameters(self))))
            return bind(self, scope)

        return watching

    with contextlib.ExitStack() as patches:
        for cls in _subclasses(Generator):
            if "bind" in vars(cls):
                patches.enter_context(mock.patch.object(cls, "bind", watched(cls.bind)))
        patches.enter_context(mock.patch.object(Generator, "bind", watched(Generator.bind)))
        yield seen


def _subclasses(cls):
    for inner in cls.__subclasses__():
        yield inner
        yield from _subclasses(inner)


def _parameters(generator):
    return attrs.asdict(generator, recurse=False)


def _global_state():
    kind, keys, *rest = np.random.get_state()  # noqa: NPY002 (the global one is what is watched)
    return {
        "NumPy's random state": (kind, keys.tobytes(), *rest),
        "Python's random state": random.getstate(),
        "NumPy's error handling": np.geterr(),
        "the environment": dict(os.environ),
        "the working directory": os.getcwd(),  # noqa: PTH109 (a string)
    }


def _identical(one, other):
    return repr(one) == repr(other)
