"""Which rows of a dataset lie in which file."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import attrs

from smelt_datagen.planning.locations import Folder
from smelt_datagen.planning.partitioning import Partitioning
from smelt_datagen.planning.plan import Part
from smelt_datagen.planning.redelivery import Redelivery

_FEWEST_DIGITS = 5


@attrs.frozen(eq=False, repr=False)
class Layout:
    """How the rows of a dataset are cut into files."""

    partitioning: Partitioning | None
    rows_per_file: int | None
    """None for one file, or one in each partition."""
    suffix: str

    def parts(
        self, folder: Folder, row_count: int, redelivery: Redelivery | None
    ) -> Iterator[Part]:
        """Yield a dataset's files, at least one, and one in each partition."""
        paths, borders = self._paths_and_borders(row_count)
        copies = [0] * len(borders) if redelivery is None else redelivery.copies_before(borders)
        ranges = zip(pairwise(borders), pairwise(copies), strict=True)
        for path, ((start, stop), (first, last)) in zip(paths, ranges, strict=True):
            yield Part(folder, path, start, stop, last - first)

    def _paths_and_borders(self, row_count: int) -> tuple[list[str], list[int]]:
        whole = self.partitioning
        edges = [0, row_count] if whole is None else [*whole.borders]
        folders = [""] if whole is None else [f"{name}/" for name in whole.folders()]
        if self.rows_per_file is None:
            return [f"{name}data{self.suffix}" for name in folders], edges
        paths, borders = [], [0]
        for name, (start, stop) in zip(folders, pairwise(edges), strict=True):
            ends = [*range(start + self.rows_per_file, stop, self.rows_per_file), stop]
            digits = max(_FEWEST_DIGITS, len(str(len(ends) - 1)))
            paths += [f"{name}part-{one:0{digits}}{self.suffix}" for one in range(len(ends))]
            borders += ends
        return paths, borders
