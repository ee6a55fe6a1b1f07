"""Values in a format: which formats there are for which types."""

from __future__ import annotations

import attrs
import numpy as np
import numpy.typing as npt
import pyarrow as pa
from smelt_datagen.arrays import numpy_dtype, string_array
from smelt_datagen.plugin import ColumnType

from smelt_datagen_builtin.text.format_specs import FormatSpec
from smelt_datagen_builtin.text.joiner import Joiner
from smelt_datagen_builtin.text.number_text import FixedPointText, IntegerText
from smelt_datagen_builtin.text.pieces import Codes, OfDictionary, OfNarrowRange, TextOf, text_of

_MOST_SPELLED_OUT = 1 << 14
_LONGEST_INT64 = 18
_FIXED = ("f", "%")
_USUAL_PRECISION = 6


def is_formatted_as_number(kind: ColumnType) -> bool:
    """Return whether formats of numbers are for columns of this type."""
    return bool(
        pa.types.is_integer(kind.data_type)
        or pa.types.is_floating(kind.data_type)
        or pa.types.is_decimal(kind.data_type)
    )


def formatted(kind: ColumnType, spec: FormatSpec) -> TextOf:
    """Return how a column's values become text in a format, which is as Python writes them.

    Raises ValueError, which says what there is, for a format that is not for this type.
    """
    if not is_formatted_as_number(kind):
        if not spec.is_alignment:
            raise ValueError(f"has a format of numbers, '{spec.text}', for {kind.data_type}")
        return _Aligned(text_of(kind), spec, "<")
    _check(kind, spec)
    if kind.dictionary is not None:
        return OfDictionary((_by_python(kind.dictionary, spec),))
    if pa.types.is_integer(kind.data_type) and spec.type not in _FIXED:
        return _integers(kind, spec)
    scale = kind.data_type.scale if pa.types.is_decimal(kind.data_type) else None
    usual = _USUAL_PRECISION if scale is None else scale
    places = usual if spec.precision is None else spec.precision
    return _aligned(FixedPointText(spec, places, scale), spec)


def _check(kind: ColumnType, spec: FormatSpec) -> None:
    """Raise ValueError for a format that is not for numbers of this type."""
    wrong = f"has a format, '{spec.text}', that is not for {kind.data_type}"
    if pa.types.is_integer(kind.data_type):
        if spec.precision is not None and spec.type not in _FIXED:
            raise ValueError(f"{wrong}: digits behind the point need f, as .2f")
    elif pa.types.is_floating(kind.data_type):
        if spec.type not in _FIXED:
            raise ValueError(f"{wrong}: a number with a fraction needs f or %, as .2f")
    elif spec.type not in ("", "f"):
        raise ValueError(f"{wrong}: a decimal needs f, as .2f")
    elif spec.precision is not None and spec.type != "f":
        raise ValueError(f"{wrong}: digits behind the point need f, as .2f")
    elif spec.separator == "_":
        raise ValueError(f"{wrong}: the thousands of a decimal are separated by ','")
    elif kind.data_type.precision > _LONGEST_INT64:
        raise ValueError(f"{wrong}: it has more than {_LONGEST_INT64} digits")


def _by_python(values: pa.Array, spec: FormatSpec) -> pa.StringArray:
    return string_array([format(value, spec.text) for value in values.to_pylist()])


def _integers(kind: ColumnType, spec: FormatSpec) -> TextOf:
    limits = np.iinfo(numpy_dtype(kind.data_type))
    lowest, highest = kind.bounds or (int(limits.min), int(limits.max))
    if highest - lowest < _MOST_SPELLED_OUT:
        texts = [format(number, spec.text) for number in range(lowest, highest + 1)]
        return OfNarrowRange((string_array(texts),), lowest)
    return _aligned(IntegerText.of(spec, lowest, highest), spec)


def _aligned(numbers: TextOf, spec: FormatSpec) -> TextOf:
    return _Aligned(numbers, spec, ">") if spec.width and not spec.zero else numbers


@attrs.frozen(eq=False, repr=False)
class _Aligned:
    """Text that is filled up to a width: before it, behind it, or on both sides."""

    inner: TextOf
    spec: FormatSpec
    usual: str
    joiner: Joiner = attrs.field(init=False)
    """Of the text alone."""

    def __attrs_post_init__(self) -> None:
        object.__setattr__(self, "joiner", Joiner([self.inner]))

    @property
    def tables(self) -> tuple[pa.StringArray | None, ...]:
        fills = string_array([self.spec.fill * count for count in range(self.spec.width + 1)])
        return (fills, None, fills)

    def pieces(self, values: pa.Array) -> list[Codes | pa.StringArray]:
        array = self.joiner.joined([values], len(values))
        lacking = np.maximum(self.spec.width - _lengths(array), 0)
        align = self.spec.align or self.usual
        left = {"<": np.zeros_like(lacking), ">": lacking, "^": lacking // 2}[align]
        return [left, array, lacking - left]


def _lengths(texts: pa.StringArray) -> npt.NDArray[np.int64]:
    """Return the number of characters of each text: of bytes that begin one."""
    offsets = np.frombuffer(texts.buffers()[1], np.int32)[texts.offset :][: len(texts) + 1]
    data = np.frombuffer(texts.buffers()[2] or b"", np.uint8)[: offsets[-1]]
    begun = np.concatenate([[0], np.cumsum((data & 0xC0) != 0x80)])  # noqa: PLR2004 (UTF-8)
    lengths: npt.NDArray[np.int64] = begun[offsets[1:]] - begun[offsets[:-1]]
    return lengths
