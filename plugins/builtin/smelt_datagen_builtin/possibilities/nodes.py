"""Texts as trees of choices, which can be drawn at random or counted.

A text is a run of pieces, each of which stands in a table at a position: its code. Position 0 is
the empty text, for what a row has not. A tree fills the codes of a block of rows, either at random
(`draw`) or so that each number below its capacity gives other choices (`decode`).
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import Any, Protocol, TypeAlias

import attrs
import numpy as np
import numpy.typing as npt
from smelt_datagen.plugin import Block

from smelt_datagen_builtin.possibilities.counting import (
    MOST_COUNTED,
    Numbers,
    cut_digit,
    in_ranges,
)

Codes: TypeAlias = npt.NDArray[np.int32]
"""A line for every row, of zeros until it is filled."""


class Node(Protocol):
    """A choice, or several."""

    @property
    def width(self) -> int:
        """The most pieces that a text has."""
        ...

    @property
    def count(self) -> int:
        """In how many ways all choices can be made."""
        ...

    @property
    def capacity(self) -> int:
        """So many numbers, from 0, can be decoded; the count, if that is up to 2^63."""
        ...

    def draw(self, block: Block, out: Codes) -> None:
        """Fill in the codes of choices made at random."""
        ...

    def decode(self, numbers: Numbers, block: Block, out: Codes) -> None:
        """Fill in the codes of other choices for every number.

        What has more possibilities than there are numbers is partly drawn.
        """
        ...


@attrs.frozen(eq=False, slots=False)
class Piece:
    """One of several texts, all equally likely."""

    first: int
    """Position in the table of the first one."""
    count: int

    @property
    def width(self) -> int:
        """One."""
        return 1

    @property
    def capacity(self) -> int:
        """All of them."""
        return self.count

    def draw(self, block: Block, out: Codes) -> None:
        """Draw one of the texts."""
        if self.count == 1:
            out[:, 0] = self.first
        else:
            out[:, 0] = block.integers(self.first, self.first + self.count)

    def decode(self, numbers: Numbers, block: Block, out: Codes) -> None:  # noqa: ARG002 (the protocol)
        """Take the text of each number."""
        out[:, 0] = numbers.astype(np.int32) + np.int32(self.first)


@attrs.frozen(eq=False, slots=False)
class Several:
    """Several nodes, one behind the other."""

    parts: Sequence[Node]

    @cached_property
    def width(self) -> int:
        """The sum of all."""
        return sum(part.width for part in self.parts)

    @cached_property
    def count(self) -> int:
        """The product of all."""
        return _product(part.count for part in self.parts)

    @cached_property
    def capacity(self) -> int:
        """The product of those that are counted."""
        counted = zip(self.parts, self._counted, strict=True)
        return _product(part.capacity for part, is_counted in counted if is_counted)

    @cached_property
    def _counted(self) -> Sequence[bool]:
        """Which of the parts are counted: as many as there is room for, the largest first."""
        found, product = [False] * len(self.parts), 1
        for place in sorted(range(len(found)), key=lambda place: -self.parts[place].capacity):
            found[place] = product * self.parts[place].capacity <= MOST_COUNTED
            product *= self.parts[place].capacity if found[place] else 1
        return found

    def draw(self, block: Block, out: Codes) -> None:
        """Draw every part, independently."""
        place = 0
        for number, part in enumerate(self.parts):
            part.draw(block.child("part", number), out[:, place : place + part.width])
            place += part.width

    def decode(self, numbers: Numbers, block: Block, out: Codes) -> None:
        """Give every part that is counted its digit."""
        place = 0
        for number, part in enumerate(self.parts):
            inner, view = block.child("part", number), out[:, place : place + part.width]
            place += part.width
            if self._counted[number]:
                numbers, digit = cut_digit(numbers, part.capacity)
                part.decode(digit, inner, view)
            else:
                part.draw(inner, view)


@attrs.frozen(eq=False, slots=False)
class Alternatives:
    """One of several nodes, all equally likely."""

    options: Sequence[Node]

    @cached_property
    def width(self) -> int:
        """That of the widest."""
        return max(option.width for option in self.options)

    @cached_property
    def count(self) -> int:
        """The sum of all."""
        return sum(option.count for option in self.options)

    @cached_property
    def capacity(self) -> int:
        """The sum of all, of which each has its share of the numbers at most."""
        return sum(self._shares)

    @cached_property
    def _shares(self) -> Sequence[int]:
        most = MOST_COUNTED // len(self.options)
        return [min(option.capacity, most) for option in self.options]

    def draw(self, block: Block, out: Codes) -> None:
        """Draw one of the nodes, and then what it is."""
        chosen = block.integers(0, len(self.options))
        for number, option in enumerate(self.options):
            rows = np.flatnonzero(chosen == number)
            filled = np.zeros((len(rows), option.width), np.int32)
            option.draw(block.child("option", number).at(block.rows.subset(rows)), filled)
            out[rows, : option.width] = filled

    def decode(self, numbers: Numbers, block: Block, out: Codes) -> None:
        """Give every node a range of the numbers."""
        for number, (rows, rest) in enumerate(in_ranges(numbers, self._shares)):
            option = self.options[number]
            filled = np.zeros((len(rows), option.width), np.int32)
            inner = block.child("option", number).at(block.rows.subset(rows))
            option.decode(rest, inner, filled)
            out[rows, : option.width] = filled


def _product(factors: Any) -> int:
    product = 1
    for factor in factors:
        product *= factor
    return product
