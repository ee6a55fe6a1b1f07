"""Whether a regular expression can make one text in two ways.

Its characters are positions of an automaton (Glushkov 1961): a text is made in two ways if and only
if two different runs of positions read it, or if a part of it can be empty in two ways (Book, Even,
Greibach and Ott 1971). Runs of pairs of positions find the shortest such text.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence

import attrs

from smelt_datagen_builtin.possibilities.syntax import (
    Characters,
    Choice,
    Part,
    Repetition,
    Sequel,
)

MOST_POSITIONS = 5000
_MOST_PAIRS = 1_000_000
_START = -1


class TooLarge(Exception):  # noqa: N818 (reads as what it says)
    """An expression of more parts than can be looked at."""


def ambiguity(part: Part) -> str | None:
    """Return what shows that a text can be made in two ways, None if none can.

    Raises TooLarge for expressions that are too large to say.
    """
    automaton = _Automaton()
    whole = automaton.add(part)
    if automaton.has_two_empties:
        return "a part of it can be empty in two ways"
    automaton.follow[_START] = [*whole.first]
    text = _read_twice(automaton, frozenset(whole.last))
    return None if text is None else f"such as what begins with '{text}'"


@attrs.frozen
class _Ends:
    """Positions at which a part can begin and end, and in how many ways it can be empty."""

    first: Sequence[int]
    last: Sequence[int]
    empties: int


@attrs.define
class _Automaton:
    letters: list[frozenset[str]] = attrs.field(factory=list)
    follow: dict[int, list[int]] = attrs.field(factory=dict)
    """Which positions come behind each."""
    has_two_empties: bool = False

    def add(self, part: Part) -> _Ends:
        """Add a part's positions, a copy of them for every time that it is repeated."""
        if isinstance(part, Characters):
            return self._position(part)
        if isinstance(part, Choice):
            options = [self.add(option) for option in part.options]
            return self._checked(
                [position for option in options for position in option.first],
                [position for option in options for position in option.last],
                sum(option.empties for option in options),
            )
        if isinstance(part, Sequel):
            return self._sequel([self.add(one) for one in part.parts])
        return self._repetition(part)

    def _position(self, part: Characters) -> _Ends:
        if len(self.letters) == MOST_POSITIONS:
            raise TooLarge
        self.letters.append(frozenset(part.characters))
        position = len(self.letters) - 1
        self.follow[position] = []
        return _Ends((position,), (position,), 0)

    def _sequel(self, parts: Sequence[_Ends]) -> _Ends:
        made = _Ends((), (), 1)
        for part in parts:
            self._join(made.last, part.first)
            first = [*made.first, *(part.first if made.empties else ())]
            last = [*part.last, *(made.last if part.empties else ())]
            made = self._checked(first, last, made.empties * part.empties)
        return made

    def _repetition(self, part: Repetition) -> _Ends:
        first: list[int] = []
        last: list[int] = []
        before: Sequence[int] = ()
        is_start, empties = True, int(part.least == 0)
        every = 1
        for time in range(1, part.most + 1):
            ends = self.add(part.part)
            self._join(before, ends.first)
            first += ends.first if is_start else ()
            before = [*ends.last, *(before if ends.empties else ())]
            is_start &= bool(ends.empties)
            every *= ends.empties
            if time >= part.least:
                empties += every
                last = [*dict.fromkeys([*last, *before])]
        return self._checked(first, last, empties)

    def _checked(self, first: Sequence[int], last: Sequence[int], empties: int) -> _Ends:
        self.has_two_empties |= empties > 1
        return _Ends(first, last, min(empties, 2))

    def _join(self, last: Sequence[int], first: Sequence[int]) -> None:
        for position in last:
            self.follow[position].extend(first)


def _read_twice(automaton: _Automaton, last: frozenset[int]) -> str | None:
    """Return the shortest beginning of a text after which two runs can be complete, or meet."""
    waiting = deque([(_START, _START)])
    came_from: dict[tuple[int, int], tuple[tuple[int, int], str]] = {}
    while waiting:
        pair = waiting.popleft()
        one, other = pair
        if one != other and one in last and other in last:
            return _text(came_from, pair)
        for behind_one in automaton.follow[one]:
            for behind_other in automaton.follow[other]:
                common = automaton.letters[behind_one] & automaton.letters[behind_other]
                if not common:
                    continue
                if one != other and behind_one == behind_other:
                    return _text(came_from, pair) + min(common)
                reached = (min(behind_one, behind_other), max(behind_one, behind_other))
                if reached not in came_from:
                    came_from[reached] = (pair, min(common))
                    waiting.append(reached)
                    if len(came_from) > _MOST_PAIRS:
                        raise TooLarge
    return None


def _text(
    came_from: dict[tuple[int, int], tuple[tuple[int, int], str]], pair: tuple[int, int]
) -> str:
    letters = []
    while pair in came_from:
        pair, letter = came_from[pair]
        letters.append(letter)
    return "".join(reversed(letters))
