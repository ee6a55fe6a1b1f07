"""What is told of a column."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import attrs
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from smelt_datagen.arrays import decoded, numpy_values
from smelt_datagen.plugin import Member, quantiles

from smelt_datagen_report.statistics.bins import Bins, Numbers, binned, lengths_of, numbers_of
from smelt_datagen_report.statistics.labels import edge_label, value_labels

if TYPE_CHECKING:
    from smelt_datagen_report.sampling.columns import Sampled
    from smelt_datagen_report.statistics.references import ReferenceFacts

_DRAWS = 1 << 14
_MOST_TOP = 8
_FEW = 12
_EXAMPLES = 3


@attrs.frozen(eq=False)
class Top:
    """A value that is seen often."""

    label: str
    count: int
    asked: float | None
    """The share of the values that it was asked to have, where that is known."""


@attrs.frozen(eq=False)
class ColumnFacts:
    """A column, as far as the sampled rows tell."""

    name: str
    type: str
    data_type: pa.DataType
    """Inside, where dates and times are no text."""
    rows: int
    nulls: int
    distinct: int | None
    """None for lists and structs."""
    minimum: str
    maximum: str
    middle: str
    """The median; empty for what is no number, date or time."""
    top: Sequence[Top]
    examples: Sequence[str]
    """Some values, where none is frequent."""
    histogram: Bins | None
    lengths: Bins | None
    reference: ReferenceFacts | None

    @property
    def values(self) -> int:
        """Number of values that are not null."""
        return self.rows - self.nulls

    @property
    def has_few(self) -> bool:
        """Whether `top` has all values, which are then a chart of their own."""
        return bool(self.distinct is not None and 0 < self.distinct == len(self.top))


def column_facts(
    sample: Sampled, member: Member, written: pa.DataType, reference: ReferenceFacts | None
) -> ColumnFacts:
    """Return what the sampled values of a column tell."""
    array, kind = sample.array, member.column.type
    valid = array.drop_null()
    asked = _asked(member)
    numbers = numbers_of(array)
    distinct, top = _tops(valid, asked)
    low, high = _ends(valid)
    few = distinct is not None and distinct == len(top)
    is_plain = numbers is not None and not (few and _is_choice(member))
    wanted = None if asked is None else numbers_of(asked)
    lengths = lengths_of(array)
    is_native = kind.format in (None, "native")
    return ColumnFacts(
        name=sample.name,
        type=_type_text(written, kind.data_type, is_json=kind.format == "json", native=is_native),
        data_type=kind.data_type,
        rows=len(array),
        nulls=array.null_count,
        distinct=distinct,
        minimum=low,
        maximum=high,
        middle=_middle(numbers, kind.data_type),
        top=top if few or (top and top[0].count > 1) else (),
        examples=value_labels(valid.slice(0, _EXAMPLES)),
        histogram=binned(numbers, wanted) if is_plain and numbers is not None else None,
        lengths=None if lengths is None or few else binned(lengths),
        reference=reference,
    )


def _is_choice(member: Member) -> bool:
    return member.column.type.dictionary is not None


def _asked(member: Member) -> pa.Array | None:
    """Return the values that equally spaced draws give, where they follow from a draw."""
    found = quantiles(member.column, _DRAWS, member.stream)
    if found is None:
        return None
    values = decoded(found, member.column.type.data_type)
    if values.null_count and not pa.types.is_nested(values.type):
        # which are null is drawn apart: the values beside them keep the others at equal distances
        values = pc.fill_null_backward(pc.fill_null_forward(values))
    return values.drop_null()


def _tops(valid: pa.Array, asked: pa.Array | None) -> tuple[int | None, tuple[Top, ...]]:
    """Return how many different values there are, and those seen most often."""
    if pa.types.is_nested(valid.type):
        return None, ()
    counted = pc.value_counts(valid)
    values, counts = counted.field("values"), numpy_values(counted.field("counts"))
    most = len(counts) if len(counts) <= _FEW else _MOST_TOP
    places = np.argsort(-counts, kind="stable")[:most]
    chosen = values.take(pa.array(places))
    shares: Sequence[float | None] = [None] * len(places)
    if asked is not None and len(asked):
        expected = pc.value_counts(asked)
        at = pc.index_in(chosen, expected.field("values"))
        found = numpy_values(expected.field("counts")).tolist()
        shares = [0.0 if place is None else found[place] / len(asked) for place in at.to_pylist()]
        if len(found) > _FEW * _MOST_TOP:
            shares = [None] * len(places)  # the steps between draws are too wide to say
    numbers = counts[places].tolist()
    made = zip(value_labels(chosen), numbers, shares, strict=True)
    return len(counts), tuple(Top(*one) for one in made)


def _ends(valid: pa.Array) -> tuple[str, str]:
    """Return the smallest and the largest value; nothing of what has no order."""
    if pa.types.is_nested(valid.type) or not len(valid):
        return "", ""
    if pa.types.is_fixed_size_binary(valid.type) or pa.types.is_duration(valid.type):
        return "", ""
    found = pc.min_max(valid)
    low, high = (found[name] for name in ("min", "max"))
    labels = value_labels(pa.array([low.as_py(), high.as_py()], valid.type))
    return labels[0], labels[1]


def _middle(numbers: Numbers | None, data_type: pa.DataType) -> str:
    if numbers is None or not len(numbers):
        return ""
    place = (len(numbers) - 1) // 2
    return edge_label(np.partition(numbers, place)[place].item(), data_type)


def _type_text(written: pa.DataType, inside: pa.DataType, *, is_json: bool, native: bool) -> str:
    if is_json:
        return "JSON text"
    if not native and not written.equals(inside):
        return "date as text" if pa.types.is_date(inside) else "timestamp as text"
    return str(written)
