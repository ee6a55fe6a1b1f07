"""The fields of a place: how each becomes a column."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import numpy as np
import pyarrow as pa
from smelt_datagen.arrays import arrow_array
from smelt_datagen.plugin import Block, Column, ColumnType, GeneratedColumn

from smelt_datagen_domains.places.place import Place
from smelt_datagen_domains.places.streets import street
from smelt_datagen_domains.selection.locales import ENGLISH, ISO3
from smelt_datagen_domains.texts.joined import listed

_PER_DEGREE = 100_000
_REACH = 2_000
"""How far from the middle of its city a place may be, in 1/100,000 of a degree: some two
kilometres."""


def _fact(place: Place, texts: Sequence[str]) -> Column:
    """Return what belongs to the row's city."""
    return listed(texts, place.city)


def _city(place: Place) -> Column:
    return _fact(place, place.cities.all_of("name"))


def _region(place: Place) -> Column:
    return _fact(place, place.cities.all_of("region"))


def _country(place: Place) -> Column:
    return _fact(place, [ENGLISH[country] for country in place.cities.all_of("country")])


def _native_country(place: Place) -> Column:
    return _fact(place, place.cities.all_of("native_country"))


def _country_code(place: Place) -> Column:
    return _fact(place, place.cities.all_of("country"))


def _country_code3(place: Place) -> Column:
    return _fact(place, [ISO3[country] for country in place.cities.all_of("country")])


def _time_zone(place: Place) -> Column:
    return _fact(place, place.cities.all_of("time_zone"))


def _postcode(place: Place) -> Column:
    return place.of_the_city(place.cities.all_of("postcode"), "postcode")


def _coordinate(place: Place, key: str) -> Column:
    middles = np.array([round(one * _PER_DEGREE) for one in place.cities.all_of(key)])

    def generate(block: Block) -> pa.Array:
        away = place.draws(block).integers(-_REACH, _REACH + 1, key)
        away += middles.take(place.city(block))
        return arrow_array(away / float(_PER_DEGREE))

    return GeneratedColumn(ColumnType(pa.float64()), generate)


def _latitude(place: Place) -> Column:
    return _coordinate(place, "latitude")


def _longitude(place: Place) -> Column:
    return _coordinate(place, "longitude")


FIELDS: Mapping[str, Callable[[Place], Column]] = {
    "country": _country,
    "native_country": _native_country,
    "country_code": _country_code,
    "country_code3": _country_code3,
    "region": _region,
    "city": _city,
    "postcode": _postcode,
    "street": street,
    "latitude": _latitude,
    "longitude": _longitude,
    "time_zone": _time_zone,
}
"""What makes the column of each field, for a place at its place in a config."""
