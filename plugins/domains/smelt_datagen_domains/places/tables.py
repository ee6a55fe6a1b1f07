"""The cities of some locales in one table, drawn by population among those of a row's country."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from smelt_datagen_domains.data.reading import table
from smelt_datagen_domains.selection.picks import Picks


class Cities:
    """The cities of locales, those of each behind those of the one before."""

    def __init__(self, locales: Sequence[str]) -> None:
        places = [table("places", locale) for locale in locales]
        self.rows: list[Mapping[str, Any]] = [
            {**city, "country": locale[-2:], "native_country": place["country"]}
            for locale, place in zip(locales, places, strict=True)
            for city in place["cities"]
        ]
        self.picks = Picks([[city["population"] for city in one["cities"]] for one in places])

    def all_of(self, key: str) -> list[Any]:
        """Return one fact about every city."""
        return [city[key] for city in self.rows]


@cache
def cities_of(locales: tuple[str, ...]) -> Cities:
    """Return the cities of some locales, made once."""
    return Cities(locales)
