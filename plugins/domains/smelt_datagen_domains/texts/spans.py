"""Texts of masks that rows choose among: short ones from a dictionary, long ones in spans."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from itertools import product

import numpy as np
import numpy.typing as npt
from smelt_datagen.arrays import code_type
from smelt_datagen.plugin import Block, Column

from smelt_datagen_domains.selection.selected import Codes
from smelt_datagen_domains.texts.joined import Categorical, Joined

_SYMBOLS = {"#": "0123456789", "%": "123456789", "?": "ABDEFGHJLNPQRSTUWXYZ"}
_PER_SPAN = 3
"""Symbols, so that a span stands for up to a thousand texts."""


def spans_column(
    masks: Sequence[str],
    which: Callable[[Block], Codes],
    uniform: Callable[[Block], npt.NDArray[np.float64]],
) -> Column:
    """Return a column of one of the texts that the row's mask stands for, all equally likely.

    In a mask, `#` is a digit, `%` a digit but not 0, and `?` a letter that British postcodes have.
    """
    texts: list[str] = []
    ranges: dict[str, tuple[int, int]] = {}
    spans = [_spans(mask) for mask in masks]
    width = max(map(len, spans))
    for span in dict.fromkeys(span for one in spans for span in [*one, ""]):
        spelled_out = ["".join(text) for text in product(*(_SYMBOLS.get(c, c) for c in span))]
        ranges[span] = (len(texts), len(spelled_out))
        texts += spelled_out
    padded = [[ranges[span] for span in [*one, *[""] * (width - len(one))]] for one in spans]
    starts = [np.array([one[place][0] for one in padded]) for place in range(width)]
    counts = [np.array([one[place][1] for one in padded]) for place in range(width)]
    totals = np.array([math.prod(count for _, count in one) for one in padded])

    def codes(block: Block) -> list[Codes]:
        mask = which(block)
        # less than the total even where it is rounded: the numbers are at most 1 - 2^-53
        rest: Codes = (uniform(block) * totals.take(mask)).astype(np.int64)
        found: list[Codes] = []
        for place in range(width - 1, 0, -1):
            count = counts[place].take(mask)
            upper = rest // count
            found.append(starts[place].take(mask) + (rest - upper * count))
            rest = upper
        return [starts[0].take(mask) + rest, *reversed(found)]

    if width == 1:
        kind = code_type(len(texts))
        return Categorical(texts, lambda block: codes(block)[0].astype(kind))
    return Joined([texts], codes, shared=True)


def _spans(mask: str) -> list[str]:
    """Cut a mask into spans of up to three symbols each."""
    spans, current, symbols = [], "", 0
    for character in mask:
        if character in _SYMBOLS and symbols == _PER_SPAN:
            spans.append(current)
            current, symbols = "", 0
        current += character
        symbols += character in _SYMBOLS
    return [*spans, current]
