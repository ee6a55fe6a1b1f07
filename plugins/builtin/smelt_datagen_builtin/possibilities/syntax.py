"""The parts of a regular expression."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

import attrs

PRINTABLE = "".join(map(chr, range(0x20, 0x7F)))
"""What `.`, `[^a]` and the like choose from: ASCII's characters from space to `~`."""


@attrs.frozen
class Characters:
    """One of these characters, none of which stands here twice."""

    characters: str


@attrs.frozen
class Sequel:
    """Parts one behind the other."""

    parts: Sequence[Part]


@attrs.frozen
class Choice:
    """One of several parts."""

    options: Sequence[Part]


@attrs.frozen
class Repetition:
    """A part, from `least` to `most` times."""

    part: Part
    least: int
    most: int


Part: TypeAlias = Characters | Sequel | Choice | Repetition


def longest(part: Part) -> int:
    """Return the number of characters of the longest text."""
    if isinstance(part, Characters):
        return 1
    if isinstance(part, Sequel):
        return sum(map(longest, part.parts))
    if isinstance(part, Choice):
        return max(map(longest, part.options))
    return longest(part.part) * part.most
