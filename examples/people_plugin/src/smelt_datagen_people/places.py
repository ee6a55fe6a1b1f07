"""Cities with what belongs to them: regions, postcodes, phone numbers; and streets."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from itertools import product

import numpy as np
import numpy.typing as npt
import pyarrow as pa
from smelt_datagen.arrays import code_type, string_array
from smelt_datagen.plugin import GuideTable

from smelt_datagen_people import data
from smelt_datagen_people.columns import Codes

_SYMBOLS = {"#": "0123456789", "%": "123456789", "?": "ABDEFGHJLNPQRSTUWXYZ"}


class Places:
    """The cities of one locale, drawn by population, and how its streets are named."""

    def __init__(self, locale: str) -> None:
        places = data.read("places", locale)
        cities = places["cities"]
        self.country: str = places["country"]
        self.cities = [city["name"] for city in cities]
        self.city_guide = GuideTable([city["population"] for city in cities])
        self.regions = list(dict.fromkeys(city["region"] for city in cities))
        regions = [self.regions.index(city["region"]) for city in cities]
        self.region_of = np.array(regions, dtype=code_type(len(self.regions)))
        self.postcode_masks = [city["postcode"] for city in cities]
        self.phone_masks = [city["phone"] for city in cities]
        street = places["street"]
        self.street_format: str = street["format"]
        self.street_types = list(street["types"])
        self.street_type_guide = GuideTable(list(street["types"].values()))
        self.street_numbers = [str(number + 1) for number in range(street["highest_number"])]


@cache
def places_of(locale: str) -> Places:
    """Return the places of a locale, made once."""
    return Places(locale)


class MaskedTexts:
    """All texts that a list of masks, one for each city, stands for.

    In a mask, `#` is a digit, `%` a digit but not 0, and `?` a letter of the second half of British
    postcodes. Cities may have the same mask: its texts stand in the dictionary once.
    """

    def __init__(self, masks: Sequence[str]) -> None:
        texts: list[str] = []
        ranges: dict[str, tuple[int, int]] = {}
        for mask in dict.fromkeys(masks):
            spelled_out = _spelled_out(mask)
            ranges[mask] = (len(texts), len(spelled_out))
            texts += spelled_out
        self.dictionary: pa.StringArray = string_array(texts)
        self._starts, self._counts = np.array([ranges[mask] for mask in masks]).T

    def codes(self, cities: Codes, uniform: npt.NDArray[np.float64]) -> Codes:
        """Return for each city one of its texts, all equally likely, by numbers in [0, 1)."""
        # less than the count even where it is rounded: the numbers are at most 1 - 2^-53
        within: Codes = (uniform * self._counts.take(cities)).astype(np.int64)
        within += self._starts.take(cities)
        return within.astype(code_type(len(self.dictionary)))


def _spelled_out(mask: str) -> list[str]:
    return ["".join(text) for text in product(*(_SYMBOLS.get(symbol, symbol) for symbol in mask))]
