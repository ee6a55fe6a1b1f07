"""Weighted choice where every country or locale has entries of its own."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate

import numpy as np
import numpy.typing as npt
from smelt_datagen.arrays import code_type
from smelt_datagen.plugin import GuideTable

from smelt_datagen_domains.selection.selected import Codes


class Picks:
    """Entries of several kinds, one kind behind the other, drawn among those of the row's kind."""

    def __init__(self, weights: Sequence[Sequence[float]]) -> None:
        self._guides = [GuideTable(one) for one in weights]
        self._bases = [0, *accumulate(map(len, weights))]
        self._type = code_type(self._bases[-1])

    def codes(self, bits: npt.NDArray[np.uint64], kinds: Codes | None) -> Codes:
        """Return each row's entry, by its position among all of them."""
        if kinds is None:
            return self._guides[0].codes(bits)
        codes = np.empty(len(bits), dtype=self._type)
        for kind, (guide, base) in enumerate(zip(self._guides, self._bases, strict=False)):
            rows = np.flatnonzero(kinds == kind)
            if rows.size:
                codes[rows] = guide.codes(bits.take(rows)).astype(self._type) + self._type.type(
                    base
                )
        return codes
