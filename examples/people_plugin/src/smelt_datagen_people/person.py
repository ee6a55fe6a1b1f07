"""The draws of which a person consists: the same in every column that describes the person."""

from __future__ import annotations

from dataclasses import dataclass

from smelt_datagen.plugin import Block, GuideTable, Stream

from smelt_datagen_people.columns import Codes
from smelt_datagen_people.names import Names, names_of
from smelt_datagen_people.places import Places, places_of


@dataclass(frozen=True)
class Person:
    """One person in every row, drawn from `stream`.

    A column never looks at another. Each makes the draws it needs from the person's stream and the
    row numbers, and so has the same ones as all others. Draws that several columns need are made
    once for the rows of a block: `Rows.derived` keeps them as long as these rows are worked on.
    """

    stream: Stream
    locale: str

    @property
    def names(self) -> Names:
        """The names of the locale."""
        return names_of(self.locale)

    @property
    def places(self) -> Places:
        """The places of the locale."""
        return places_of(self.locale)

    def draws(self, block: Block) -> Block:
        """Return the rows of `block` with the person's stream in place of the column's."""
        return block.on(self.stream)

    def given_name(self, block: Block) -> Codes:
        """Return each row's given name, as its position in the list."""
        return self.names.given_of.take(self._given_entry(block))

    def gender(self, block: Block) -> Codes:
        """Return each row's gender, as its position in the list."""
        return self.names.gender_of.take(self._given_entry(block))

    def family_name(self, block: Block) -> Codes:
        """Return each row's family name, as its position in the list."""
        return self._shared(block, "family name", self.names.family_guide)

    def city(self, block: Block) -> Codes:
        """Return each row's city, as its position in the list."""
        return self._shared(block, "city", self.places.city_guide)

    def _given_entry(self, block: Block) -> Codes:
        return self._shared(block, "given name", self.names.given_guide)

    def _shared(self, block: Block, label: str, guide: GuideTable) -> Codes:
        return block.rows.derived(
            label, self.stream, lambda person: guide.codes(person.uint64(label))
        )
