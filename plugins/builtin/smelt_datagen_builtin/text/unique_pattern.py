"""Templates whose texts do not repeat: a permutation over all that they can make."""

from __future__ import annotations

from collections.abc import Sequence

import attrs
import numpy as np
import pyarrow as pa
from smelt_datagen.arrays import arrow_array, code_type, dictionary_array
from smelt_datagen.plugin import Block, Column, ColumnType, Permutation, Scope

from smelt_datagen_builtin.possibilities.counting import MOST_COUNTED, Numbers, digits
from smelt_datagen_builtin.possibilities.tables import check_capacity
from smelt_datagen_builtin.text.separable import separable, texts_of
from smelt_datagen_builtin.text.template import Slot, Template

_UNIQUE = ("sequential_id", "uuid")
"""Placeholders that have another value in every row."""
_COUNTED = ("uniform_int", "one_of")


def unique_column(parts: Sequence[str | Slot], scope: Scope) -> Column | None:
    """Return the column of a template without repeats, None if it has none anyway.

    Fails at `unique` if it cannot be told, or if the template makes too few texts.
    """
    slots = [part for part in parts if isinstance(part, Slot)]
    are_known = separable(parts)
    for slot, is_known in zip(slots, are_known, strict=True):
        if slot.name in _UNIQUE and is_known and texts_of(slot).are_different:
            return None
    for slot, is_known in zip(slots, are_known, strict=True):
        if slot.name not in _COUNTED:
            scope.fail(_uncounted(slot), "unique")
        if not texts_of(slot).are_different:
            words = f"placeholder '{{{slot.name}}}' has a format"
            scope.fail(f"{words} that writes different numbers as one text", "unique")
        if not is_known:
            words = f"where the text of '{{{slot.name}}}' ends cannot be told"
            scope.fail(
                f"{words}, so different values can make one text: put a character that it has not "
                "beside it, or give it a width, as 09d",
                "unique",
            )
    counts = _counted([_count(slot) for slot in slots])
    capacity = int(np.prod([count for count in counts if count is not None], dtype=object))
    check_capacity(capacity, scope, "the template")
    return _UniqueColumn(ColumnType(pa.utf8()), Template(parts), slots, counts, capacity)


def _uncounted(slot: Slot) -> str:
    if slot.name in _UNIQUE:
        beside = "beside the other placeholders it cannot be told where it ends"
        return f"'{{{slot.name}}}' has another value in every row, but {beside}"
    name = f"'{{{slot.name}:…}}'"
    return (
        f"the values of {name} cannot be counted: add '{{sequential_id}}', set apart by a character"
    )


def _count(slot: Slot) -> int:
    kind = slot.column.type
    if kind.dictionary is not None:
        return len(kind.dictionary)
    lowest, highest = kind.bounds or (0, 0)
    return highest - lowest + 1


def _counted(counts: Sequence[int]) -> Sequence[int | None]:
    """Return the counts, None for those for which there is no room: these are drawn."""
    product, found = 1, []
    for count in counts:
        fits = product * count <= MOST_COUNTED
        product *= count if fits else 1
        found.append(count if fits else None)
    return found


@attrs.frozen(eq=False, repr=False)
class _UniqueColumn(Column):
    type: ColumnType
    template: Template
    slots: Sequence[Slot]
    counts: Sequence[int | None]
    capacity: int

    def generate(self, block: Block) -> pa.Array:
        order = Permutation(self.capacity, block.stream.child("unique"))
        counts = [count for count in self.counts if count is not None]
        given = digits(order.forward(block.index), counts)
        values = [
            slot.column.generate(block.child(*slot.path))
            if count is None
            else _values(slot, next(given))
            for slot, count in zip(self.slots, self.counts, strict=True)
        ]
        return self.template.joined_or_null(values, block)


def _values(slot: Slot, numbers: Numbers) -> pa.Array:
    """Return the values with these numbers of all that a placeholder has."""
    kind = slot.column.type
    if kind.dictionary is not None:
        codes = numbers.astype(code_type(len(kind.dictionary)))
        return dictionary_array(codes, kind.dictionary)
    lowest = 0 if kind.bounds is None else kind.bounds[0]
    return arrow_array((numbers + np.uint64(lowest % 2**64)).view(np.int64))
