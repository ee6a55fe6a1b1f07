"""A choice that is made several times."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

import attrs
import numpy as np
from smelt_datagen.plugin import Block

from smelt_datagen_builtin.possibilities.counting import (
    Numbers,
    digits,
    in_ranges,
    shares_of_lengths,
)
from smelt_datagen_builtin.possibilities.nodes import Codes, Node


@attrs.frozen(eq=False, slots=False)
class Repeated:
    """A node several times, from `least` to `most`, all equally likely; each time drawn anew."""

    inner: Node
    least: int
    most: int

    @cached_property
    def width(self) -> int:
        """That of the longest."""
        return self.inner.width * self.most

    @cached_property
    def count(self) -> int:
        """The sum over all lengths."""
        return sum(self.inner.count**length for length in range(self.least, self.most + 1))

    @cached_property
    def capacity(self) -> int:
        """The sum over all lengths, of which each has its share of the numbers at most."""
        return sum(share for _, share in self._shares)

    @cached_property
    def _shares(self) -> Sequence[tuple[int, int]]:
        return shares_of_lengths([self.inner.capacity] * self.most, self.least)

    def draw(self, block: Block, out: Codes) -> None:
        """Draw how often, and then each time."""
        lengths = block.integers(self.least, self.most + 1) if self.least < self.most else None
        size = self.inner.width
        for number in range(self.most):
            inner, view = block.child("time", number), out[:, number * size : (number + 1) * size]
            if lengths is None or number < self.least:
                self.inner.draw(inner, view)
                continue
            rows = np.flatnonzero(lengths > number)
            filled = np.zeros((len(rows), size), np.int32)
            self.inner.draw(inner.at(block.rows.subset(rows)), filled)
            view[rows] = filled

    def decode(self, numbers: Numbers, block: Block, out: Codes) -> None:
        """Give every length a range of the numbers, and every time its digit."""
        size = self.inner.width
        shares = [share for _, share in self._shares]
        for number, (rows, rest) in enumerate(in_ranges(numbers, shares)):
            length, (counted, _) = self.least + number, self._shares[number]
            filled = np.zeros((len(rows), size * length), np.int32)
            some = block.child("length", length).at(block.rows.subset(rows))
            inner_digits = digits(rest, [self.inner.capacity] * counted)
            for time in range(length):
                inner, view = some.child(time), filled[:, time * size : (time + 1) * size]
                if time < counted:
                    self.inner.decode(next(inner_digits), inner, view)
                else:
                    self.inner.draw(inner, view)
            out[rows, : size * length] = filled
