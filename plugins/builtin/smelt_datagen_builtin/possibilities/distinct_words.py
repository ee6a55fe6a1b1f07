"""Words of which none stands twice in a text."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

import attrs
import numpy as np
import numpy.typing as npt
from smelt_datagen.plugin import Block

from smelt_datagen_builtin.possibilities.counting import (
    Numbers,
    digits,
    in_ranges,
    shares_of_lengths,
)
from smelt_datagen_builtin.possibilities.nodes import Codes, Piece


@attrs.frozen(eq=False, slots=False)
class DistinctWords:
    """From `least` to `most` words of which none is another one.

    The n-th word is one of those that are left: drawn as its place among them, in their order.
    """

    first: Piece
    others: Piece
    least: int
    most: int

    @property
    def width(self) -> int:
        """The most words."""
        return self.most

    @cached_property
    def count(self) -> int:
        """In how many ways words can be chosen, over all lengths."""
        count, every = 0, 1
        for length in range(1, self.most + 1):
            every *= self.first.count - length + 1
            count += every if length >= self.least else 0
        return count

    @cached_property
    def capacity(self) -> int:
        """The same, of which each length has its share of the numbers at most."""
        return sum(share for _, share in self._shares)

    @cached_property
    def _shares(self) -> Sequence[tuple[int, int]]:
        return shares_of_lengths(self._choices, self.least)

    @property
    def _choices(self) -> Sequence[int]:
        """Of how many words each is one."""
        return [self.first.count - number for number in range(self.most)]

    def draw(self, block: Block, out: Codes) -> None:
        """Draw how many words, and then each of those that are left."""
        lengths = block.integers(self.least, self.most + 1)
        self._fill(lengths, [self._drawn(block, number) for number in range(self.most)], out)

    def decode(self, numbers: Numbers, block: Block, out: Codes) -> None:
        """Give every length a range of the numbers, and every word its digit."""
        lengths = np.zeros(len(numbers), np.int64)
        fewest = min(counted for counted, _ in self._shares)
        places = [
            np.zeros(len(numbers), np.int64) if number < fewest else self._drawn(block, number)
            for number in range(self.most)
        ]
        ranges = in_ranges(numbers, [share for _, share in self._shares])
        for length, (rows, rest), (counted, _) in zip(
            range(self.least, self.most + 1), ranges, self._shares, strict=True
        ):
            lengths[rows] = length
            for number, digit in enumerate(digits(rest, self._choices[:counted])):
                places[number][rows] = digit.view(np.int64)
        self._fill(lengths, places, out)

    def _drawn(self, block: Block, number: int) -> npt.NDArray[np.int64]:
        return block.integers(0, self.first.count - number, f"word {number}")

    def _fill(
        self,
        lengths: npt.NDArray[np.int64],
        places: Sequence[npt.NDArray[np.int64]],
        out: Codes,
    ) -> None:
        """Fill in the words at these places among those that are left."""
        taken: list[npt.NDArray[np.int64]] = []  # in ascending order, in every row
        for number, place in enumerate(places):
            word = place.copy()
            for before in taken:
                word += word >= before
            start = self.others.first if number else self.first.first
            out[:, number] = np.where(lengths > number, word + start, 0)
            for position, before in enumerate(taken):
                taken[position], word = np.minimum(before, word), np.maximum(before, word)
            taken.append(word)
