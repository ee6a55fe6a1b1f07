"""Whether the values behind a template's placeholders follow from the text."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import attrs
import pyarrow as pa

from smelt_datagen_builtin.text.format_specs import FormatSpec
from smelt_datagen_builtin.text.pieces import OfDictionary, OfNarrowRange
from smelt_datagen_builtin.text.template import Slot

_HEXADECIMAL = "0123456789abcdefABCDEF"
_SIGNS = "+-_,"


@attrs.frozen
class Texts:
    """What is known of the texts that a placeholder can have."""

    alphabet: frozenset[str] | None
    """Characters that they may consist of, None if it could be any."""
    has_one_length: bool
    are_different: bool
    """Whether different values have different texts."""
    listed: Sequence[str] | None = None
    """All of them, where they are few."""


def texts_of(slot: Slot) -> Texts:
    """Return what is known of the texts of a placeholder."""
    if isinstance(slot.text, OfDictionary | OfNarrowRange):
        listed = slot.text.tables[0].to_pylist()
        letters = frozenset("".join(listed))
        one_length = len({len(text) for text in listed}) == 1
        return Texts(letters, one_length, len(set(listed)) == len(listed), listed)
    if slot.name == "uuid":
        return Texts(frozenset(_HEXADECIMAL + "-"), has_one_length=True, are_different=True)
    if slot.name == "column" or not pa.types.is_integer(slot.column.type.data_type):
        return Texts(None, has_one_length=False, are_different=False)
    return _of_integers(slot)


def _of_integers(slot: Slot) -> Texts:
    spec, bounds = slot.spec, slot.column.type.bounds
    kind = "d" if spec is None else spec.text
    lengths = {len(format(limit, kind)) for limit in bounds or ()}
    letters = frozenset(_HEXADECIMAL + _SIGNS + " ") | frozenset("" if spec is None else spec.fill)
    # the longer a number from 0 up, the longer its text
    one_length = bounds is not None and bounds[0] >= 0 and len(lengths) == 1
    return Texts(letters if spec else frozenset("0123456789-"), one_length, _is_exact(spec))


def _is_exact(spec: FormatSpec | None) -> bool:
    """Return whether every integer has another text: none is rounded, none has digits beside it."""
    if spec is None:
        return True
    return spec.type not in ("f", "%") and spec.fill not in _HEXADECIMAL + _SIGNS


def separable(parts: Sequence[str | Slot]) -> Sequence[bool]:
    """Return for each placeholder whether its text follows from that of the row.

    From the left, it does if no text of the placeholder, and what stands behind it, begins another
    one; from the right likewise; and where all others are known, the last one is what is left.
    """
    from_left = _known(parts)
    mirrored = [part[::-1] if isinstance(part, str) else part for part in reversed(parts)]
    from_right = _known(mirrored, is_mirrored=True)
    count = sum(isinstance(part, Slot) for part in parts)
    if from_left + from_right >= count - 1:
        return [True] * count
    return [place < from_left or place >= count - from_right for place in range(count)]


def _known(parts: Sequence[str | Slot], *, is_mirrored: bool = False) -> int:
    """Return how many placeholders at the beginning are known."""
    count = 0
    for part, behind in pairwise([*parts, ""]):
        if isinstance(part, Slot):
            literal = behind if isinstance(behind, str) else ""
            if not _ends(texts_of(part), literal, is_mirrored=is_mirrored):
                break
            count += 1
    return count


def _ends(texts: Texts, literal: str, *, is_mirrored: bool) -> bool:
    """Return whether it is plain where a text ends that is followed by `literal`."""
    if texts.has_one_length:
        return True
    if texts.listed is not None:
        listed = [text[::-1] if is_mirrored else text for text in texts.listed]
        whole = sorted({f"{text}{literal}" for text in listed})
        return not any(longer.startswith(shorter) for shorter, longer in pairwise(whole))
    return texts.alphabet is not None and literal != "" and literal[0] not in texts.alphabet
