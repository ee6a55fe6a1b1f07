"""References to targets whose columns equal those of the row."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import attrs
import numpy as np
import numpy.typing as npt
import pyarrow as pa
from smelt_datagen.arrays import decoded, index_in, numpy_values, unique, validity
from smelt_datagen.errors import GeneratorError
from smelt_datagen.plugin import Block, Dataset, Reference, Scope, Targets

from smelt_datagen_builtin.references.held_columns import whole_column

Index = npt.NDArray[np.int64]

_NONE = -1


@attrs.frozen(eq=False, repr=False)
class Matched:
    """A column of the target and the one of the row that it has to equal."""

    theirs: str
    ours: str
    values: pa.Array
    """All different values of the target's column."""

    def codes(self, array: pa.Array) -> Index:
        """Return the place of each value in `values`, -1 of what is not among them, and of null."""
        places = index_in(decoded(array, self.values.type), self.values)
        found: Index = np.where(validity(places), numpy_values(places), _NONE).astype(np.int64)
        return found


@attrs.frozen(eq=False, repr=False)
class Groups:
    """The rows of a target in groups of equal values: 8 bytes a row, and 24 a group."""

    matched: Sequence[Matched]
    keys: Index
    """The combination of codes that each group has, ascending."""
    starts: Index
    """Where each group begins in `order`, and the end."""
    order: Index
    """The rows of the target, group by group."""

    def find(self, arrays: Sequence[pa.Array]) -> Index:
        """Return the group for each row of columns as in `matched`, -1 where there is none."""
        keys = _combined(self.matched, arrays)
        places = np.searchsorted(self.keys, keys).clip(max=len(self.keys) - 1)
        found: Index = np.where(self.keys[places] == keys, places, _NONE)
        return found


def groups_of(scope: Scope, target: Dataset, match: Mapping[str, str]) -> Groups:
    """Return the groups of the target; fail below `match` for what cannot be compared."""
    if not match:
        scope.fail("must have at least one column", "match")
    arrays, matched = [], []
    for theirs, ours in match.items():
        there = scope.column_of(target, theirs, "match")
        here = scope.column(ours, "match", theirs)
        if not here.type.data_type.equals(there.type.data_type):
            kinds = f"'{ours}' is {here.type.data_type}, '{theirs}' is {there.type.data_type}"
            scope.fail(f"columns of one type can be equal, but {kinds}", "match", theirs)
        array = whole_column(scope, target, theirs, "match", theirs)
        arrays.append(array)
        matched.append(Matched(theirs, ours, unique(array)))
    if np.prod([float(len(one.values) + 1) for one in matched]) >= 2**62:
        scope.fail("has more combinations of values than 62 bits can number", "match")
    groups = _grouped(matched, arrays)
    _check_dictionaries(scope, target, groups)
    return groups


def _grouped(matched: Sequence[Matched], arrays: Sequence[pa.Array]) -> Groups:
    combined = _combined(matched, arrays)
    order = np.argsort(combined, kind="stable")
    order = order[np.searchsorted(combined[order], 0) :]  # a null equals nothing
    keys, starts = np.unique(combined[order], return_index=True)
    return Groups(matched, keys, np.append(starts, len(order)), order)


def _combined(matched: Sequence[Matched], arrays: Sequence[pa.Array]) -> Index:
    """Return one number for the codes of each row, -1 where one of them is."""
    combined = np.zeros(len(arrays[0]), dtype=np.int64)
    valid = np.ones(len(arrays[0]), dtype=np.bool_)
    for one, array in zip(matched, arrays, strict=True):
        codes = one.codes(array)
        valid &= codes >= 0
        combined = combined * (len(one.values) + 1) + codes
    return np.where(valid, combined, _NONE)


def _check_dictionaries(scope: Scope, target: Dataset, groups: Groups) -> None:
    """Fail where a value that the row may have is known beforehand, and no target has it."""
    for one in groups.matched:
        dictionary = scope.column(one.ours).type.dictionary
        if dictionary is None:
            continue
        absent = np.flatnonzero(one.codes(dictionary) == _NONE)
        if absent.size:
            value = dictionary[int(absent[0])].as_py()
            where = f"'{one.theirs}' of dataset '{target.name}'"
            scope.fail(f"no row has {value!r} in {where}, as '{one.ours}' may", "match", one.theirs)


@attrs.frozen(eq=False, repr=False)
class MatchingReference(Reference):
    """A row of the target whose columns equal those of the row, uniform among all such.

    There is none where a column of the row is null.
    """

    groups: Groups
    place: str
    """As messages say it: dataset and column."""

    def rows(self, block: Block) -> Targets:
        """Return a row of its group for every row; raise GeneratorError where there is none."""
        arrays = [block.rows.column(one.ours) for one in self.groups.matched]
        group = self.groups.find(arrays)
        valid = np.logical_and.reduce([validity(array) for array in arrays])
        lost = np.flatnonzero(valid & (group == _NONE))
        if lost.size:
            raise GeneratorError(self._nothing_matches(block, arrays, int(lost[0])))
        group = np.where(valid, group, 0)
        first, behind = self.groups.starts[group], self.groups.starts[group + 1]
        picked = block.below((behind - first).view(np.uint64)).view(np.int64)
        rows = self.target.rows(self.groups.order[first + picked])
        return Targets(rows, None if valid.all() else valid)

    def _nothing_matches(self, block: Block, arrays: Sequence[pa.Array], place: int) -> str:
        values = (
            f"{one.theirs} = {array[place].as_py()!r}"
            for one, array in zip(self.groups.matched, arrays, strict=True)
        )
        wanted = " and ".join(values)
        row = int(block.index[place])
        return f"{self.place}: row {row}: no row of '{self.target.name}' has {wanted}"


def matching(
    scope: Scope, target: Dataset, key: str | None, match: Mapping[str, str]
) -> MatchingReference:
    """Return the reference to those rows of the target that match; fail below `match`."""
    place = f"dataset '{scope.owner.name}', column '{scope.column_name}'"
    return MatchingReference(target, key, groups_of(scope, target, match), place)
