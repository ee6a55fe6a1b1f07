"""Streets with their numbers, in the order of the country."""

from __future__ import annotations

from string import Formatter
from typing import Any

from smelt_datagen.plugin import Block, Column

from smelt_datagen_domains.data.reading import table
from smelt_datagen_domains.places.place import Place
from smelt_datagen_domains.selection.picks import Picks
from smelt_datagen_domains.selection.selected import Codes
from smelt_datagen_domains.texts.joined import Joined

_NUMBER, _NAME, _TYPE = "number", "name", "type"


def street(place: Place) -> Column:
    """Return the column of streets: of three parts each, in an order that the locale has.

    The part at each of three places is drawn among all that the locale has of it.
    """
    formats = [table("places", locale)["street"] for locale in place.locales]
    names = [_names(locale) for locale in place.locales]
    weights = {
        _NAME: [list(one.values()) for one in names],
        _TYPE: [list(one["types"].values()) for one in formats],
        _NUMBER: [[1.0] * one["highest_number"] for one in formats],
    }
    texts = {
        _NAME: [list(one) for one in names],
        _TYPE: [list(one["types"]) for one in formats],
        _NUMBER: [[str(n + 1) for n in range(one["highest_number"])] for one in formats],
    }
    order = [[(before, name) for before, name, _, _ in _parsed(one)] for one in formats]
    pieces: list[list[str]] = [
        [
            f"{before}{text}"
            for kind, parts in enumerate(order)
            for before, name in [parts[at]]
            for text in texts[name][kind]
        ]
        for at in range(3)
    ]
    picks = [
        Picks([weights[parts[at][1]][kind] for kind, parts in enumerate(order)]) for at in range(3)
    ]

    def codes(block: Block) -> list[Codes]:
        draws, kinds = place.draws(block), place.kinds(block)
        return [pick.codes(draws.uint64(f"street {at}"), kinds) for at, pick in enumerate(picks)]

    return Joined(pieces, codes)


def _parsed(street: dict[str, Any]) -> list[Any]:
    return list(Formatter().parse(street["format"]))


def _names(locale: str) -> dict[str, float]:
    """Return the names that streets are called after: family names of one word."""
    family: dict[str, float] = table("names", locale)["family"]
    return {
        name: weight
        for name, weight in family.items()
        if " " not in name and name[0].isupper() | (not name.isascii())
    }
