"""Files of few rows in runs, which are made together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from smelt_datagen.planning.plan import Part


def runs(
    parts: Sequence[Part], numbers: Iterable[int], most_rows: int, most_parts: int
) -> Iterator[range]:
    """Yield runs of `numbers`, which rise, without a gap: of at most so many rows and parts.

    A part that has more rows is a run of its own.
    """
    first, last, rows = 0, -1, 0
    for number in numbers:
        count = parts[number].row_count
        is_next = number == last + 1 and number - first < most_parts and rows + count <= most_rows
        if not is_next:
            if last >= first:
                yield range(first, last + 1)
            first, rows = number, 0
        last = number
        rows += count
    if last >= first:
        yield range(first, last + 1)
