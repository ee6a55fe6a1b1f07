"""Which columns of a table fit a terminal, and how wide each is."""

from __future__ import annotations

from collections.abc import Sequence

import attrs

GAP = 2
"""Spaces between columns."""
MARK = "…"
"""Stands for the columns in the middle that are not shown, and for the end of a text."""


@attrs.frozen
class Wish:
    """How wide a column would be, and how narrow it may become."""

    natural: int
    least: int


@attrs.frozen
class Fit:
    """The widths of the columns that are shown, None where those in the middle are left out."""

    columns: tuple[tuple[int, int] | None, ...]
    """Position and width of each."""

    @property
    def shown(self) -> int:
        """The number of columns that are shown."""
        return sum(column is not None for column in self.columns)


def fitted(wishes: Sequence[Wish], width: int) -> Fit:
    """Return the columns that fit a line of `width`, from the outer ones inwards, one at least."""
    count = next(
        (k for k in range(len(wishes), 1, -1) if _needed(wishes, k) <= width), min(1, len(wishes))
    )
    kept = _outer(len(wishes), count)
    widths = _grown([wishes[i] for i in kept], width - _needed(wishes, count))
    if count == 1:
        widths = [min(widths[0], width if len(wishes) == 1 else max(1, width - GAP - len(MARK)))]
    shown: list[tuple[int, int] | None] = list(zip(kept, widths, strict=True))
    if count < len(wishes):
        shown.insert((count + 1) // 2, None)
    return Fit(tuple(shown))


def _outer(total: int, count: int) -> list[int]:
    left = (count + 1) // 2
    return [*range(left), *range(total - (count - left), total)]


def _needed(wishes: Sequence[Wish], count: int) -> int:
    """Return the width of a line with the `count` outermost columns, each as narrow as it can."""
    widths = [wishes[i].least for i in _outer(len(wishes), count)]
    if count < len(wishes):
        widths.append(len(MARK))
    return sum(widths) + GAP * (len(widths) - 1)


def _grown(wishes: Sequence[Wish], room: int) -> list[int]:
    """Return the widths when `room` is shared among the columns, the least wanting first."""
    widths = [wish.least for wish in wishes]
    order = sorted(range(len(wishes)), key=lambda i: wishes[i].natural - wishes[i].least)
    for place, i in enumerate(order):
        share = max(0, room) // (len(order) - place)
        more = min(wishes[i].natural - wishes[i].least, share)
        widths[i] += more
        room -= more
    return widths
