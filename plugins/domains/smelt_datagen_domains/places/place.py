"""The draws of which a place consists: the same in every column that describes it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import attrs
import numpy as np
import numpy.typing as npt
from smelt_datagen.plugin import Block, Column, Stream

from smelt_datagen_domains.places.tables import Cities, cities_of
from smelt_datagen_domains.selection.selected import Codes, Selected
from smelt_datagen_domains.texts.spans import spans_column


@attrs.frozen(eq=False)
class Place:
    """One place in every row, drawn from `stream`.

    A column never looks at another. Each makes the draws that it needs from the place's stream and
    the row numbers, and so has the same ones as all others.
    """

    stream: Stream
    locales: tuple[str, ...]
    selected: Selected
    """The country or locale of each row, in the order of `locales`."""

    @property
    def cities(self) -> Cities:
        """The cities of the locales."""
        return cities_of(self.locales)

    def draws(self, block: Block) -> Block:
        """Return the rows of `block` with the place's stream in place of the column's."""
        return block.on(self.stream)

    def kinds(self, block: Block) -> Codes | None:
        """Return each row's locale, by its position; None if there is one."""
        return self.selected.codes(block)

    def city(self, block: Block) -> Codes:
        """Return each row's city, by its position in the table."""
        return block.rows.derived(("city", self.selected), self.stream, self._city)

    def of_the_city(self, masks: Sequence[str], label: str) -> Column:
        """Return one of the texts that the city's mask stands for, drawn under a label."""
        return spans_column(masks, self.city, self.uniform(label))

    def uniform(self, label: str) -> Callable[[Block], npt.NDArray[np.float64]]:
        """Return what draws numbers in [0, 1) under a label."""
        return lambda block: self.draws(block).uniform(label)

    def _city(self, block: Block) -> Codes:
        return self.cities.picks.codes(block.uint64("city"), self.selected.codes(block))
