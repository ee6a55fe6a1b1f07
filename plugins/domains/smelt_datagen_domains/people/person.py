"""The draws of which a person consists: the same in every column that describes the person."""

from __future__ import annotations

from collections.abc import Callable

import attrs
import numpy as np
from smelt_datagen.plugin import Block, Permutation

from smelt_datagen_domains.people.names import Names, names_of
from smelt_datagen_domains.places.place import Place
from smelt_datagen_domains.selection.selected import Codes

NUMBERS = 10_000
"""How many numbers there are behind the name in an e-mail address, where addresses may repeat."""


@attrs.frozen(eq=False)
class Person:
    """One person in every row, who lives at `place` and is drawn from the same stream."""

    place: Place
    row_count: int
    unique: bool = False

    @property
    def locales(self) -> tuple[str, ...]:
        """The locales that there are."""
        return self.place.locales

    @property
    def names(self) -> Names:
        """The names of the locales."""
        return names_of(self.locales)

    def draws(self, block: Block) -> Block:
        """Return the rows of `block` with the person's stream in place of the column's."""
        return self.place.draws(block)

    def kinds(self, block: Block) -> Codes | None:
        """Return each row's locale, by its position; None if there is one."""
        return self.place.kinds(block)

    def given(self, block: Block) -> Codes:
        """Return each row's given name with its gender, by the position in the table."""
        return self._shared(block, "given name", self._given)

    def gender(self, block: Block) -> Codes:
        """Return each row's gender, by its position."""
        return self.names.gender_of.take(self.given(block))

    def family(self, block: Block) -> Codes:
        """Return each row's family name, by the position in the table."""
        return self._shared(block, "family name", self._family)

    def domain_and_number(self, block: Block, domains: int) -> Codes:
        """Return which domain an e-mail address is on, times NUMBERS, and its number."""
        return self.draws(block).integers(0, domains * NUMBERS, "mailbox")

    def digits(self) -> int:
        """Return how many digits a number has that no two rows share."""
        return max(4, -(-len(str(max(self.row_count, 1) - 1)) // 4) * 4)

    def unique_number(self, block: Block) -> Codes:
        """Return a number that no two rows share."""
        permutation = Permutation(10 ** self.digits(), self.place.stream.child("unique"))
        return permutation.forward(block.index).view(np.int64)

    def _given(self, block: Block) -> Codes:
        return self.names.given_picks.codes(block.uint64("given name"), self.kinds(block))

    def _family(self, block: Block) -> Codes:
        entries = self.names.family_picks.codes(block.uint64("family name"), self.kinds(block))
        if self.names.feminine_of is None:
            return entries
        is_male = self.gender(block) != 0
        return np.where(is_male, entries, self.names.feminine_of.take(entries))

    def _shared(self, block: Block, what: str, make: Callable[[Block], Codes]) -> Codes:
        return block.rows.derived((what, self.place.selected), self.place.stream, make)
