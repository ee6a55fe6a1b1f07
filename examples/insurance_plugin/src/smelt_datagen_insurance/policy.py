"""The draws of which a policy consists: the same in every column that describes it."""

from __future__ import annotations

from functools import cache
from typing import Any, TypeAlias

import attrs
import numpy as np
import numpy.typing as npt
from smelt_datagen.plugin import Block, GuideTable, Stream

from smelt_datagen_insurance.data import tariffs

Integers: TypeAlias = npt.NDArray[np.int64]

_STEP = 1000
"""Sums insured are multiples of it."""


@attrs.frozen(eq=False)
class Policy:
    """One policy in every row, drawn from `stream`.

    A column never looks at another. Each makes the draws it needs from the policy's stream and the
    row numbers, and so has the same ones as all others. Draws that several columns need are made
    once for the rows of a block: `Rows.derived` keeps them as long as these rows are worked on.
    """

    stream: Stream

    def tariff(self, block: Block) -> npt.NDArray[Any]:
        """Return each row's tariff, as its position in the list."""
        return block.rows.derived("tariff", self.stream, _tariff)

    def sum_insured(self, block: Block) -> Integers:
        """Return each row's sum insured, between the ends that its tariff has."""
        tariff = self.tariff(block)
        lowest, steps = (ends.take(tariff) for ends in _sums())
        return (lowest + block.on(self.stream).below(steps, "sum") * np.uint64(_STEP)).view(
            np.int64
        )

    def premium_cents(self, block: Block) -> Integers:
        """Return each row's premium: so many millionths of the sum insured, as its tariff says."""
        return self.sum_insured(block) * _rates().take(self.tariff(block)) // 10_000

    def serial(self, block: Block) -> Integers:
        """Return nine digits."""
        return block.on(self.stream).integers(0, 10**9, "serial")


def _tariff(block: Block) -> npt.NDArray[Any]:
    return _guide().codes(block.uint64("tariff"))


@cache
def _guide() -> GuideTable:
    return GuideTable([tariff["share"] for tariff in tariffs()])


@cache
def _sums() -> tuple[npt.NDArray[np.uint64], npt.NDArray[np.uint64]]:
    """Return for every tariff the lowest sum, and how many sums there are."""
    low, high = np.array([tariff["sums"] for tariff in tariffs()], dtype=np.uint64).T
    return low, (high - low) // np.uint64(_STEP) + np.uint64(1)


@cache
def _rates() -> Integers:
    return np.array([tariff["rate"] for tariff in tariffs()], dtype=np.int64)
