"""place: what belongs to one place agrees, in every country."""

import numpy as np
import pytest
from smelt_datagen_domains.data.reading import table as table_of
from smelt_datagen_domains.places.fields import FIELDS
from smelt_datagen_domains.selection.locales import COUNTRIES, ENGLISH, ISO3

from ...laws import check_here
from ..agreement import cities, different, pattern
from ..made import problem, table

ROWS = 100_000
CONSTANT = {"country", "native_country", "country_code", "country_code3"}
ONE_CITY = 20_000


def place(field, **parameters):
    return {"type": "place", "field": field, **parameters}


@pytest.mark.parametrize("field", FIELDS)
def test_every_field_keeps_the_laws(field):
    generator = place(field, country={"DE": 1, "US": 1})
    check_here(generator, rows=4000, independent_of={"column"})


@pytest.mark.parametrize("country", COUNTRIES)
def test_all_facts_of_a_row_are_of_its_city(country):
    locale = COUNTRIES[country]
    fields = [field for field in FIELDS if field not in ("latitude", "longitude", "street")]
    made = table({field: place(field, country=country) for field in fields}, ROWS)
    known = cities(locale)
    for row in different(made, *fields):
        fact = dict(zip(fields, row, strict=True))
        city = known[fact["city"]]
        assert fact["country_code"] == country
        assert fact["country_code3"] == ISO3[country]
        assert fact["country"] == ENGLISH[country]
        assert fact["native_country"] == table_of("places", locale)["country"]
        assert fact["region"] == city["region"]
        assert fact["time_zone"] == city["time_zone"]
        assert pattern(city["postcode"]).fullmatch(fact["postcode"])
    people = sum(city["population"] for city in known.values())
    counts = dict.fromkeys(known, 0)
    for name in made.column("city").to_pylist():
        counts[name] += 1
    for name, count in counts.items():
        share = known[name]["population"] / people
        assert abs(count - ROWS * share) < 5 * (ROWS * share) ** 0.5


@pytest.mark.parametrize("country", COUNTRIES)
def test_coordinates_lie_in_the_city(country):
    fields = ("city", "latitude", "longitude")
    made = table({field: place(field, country=country) for field in fields}, ROWS)
    known = cities(COUNTRIES[country])
    names = made.column("city").to_pylist()
    for field in fields[1:]:
        middle = np.array([known[name][field] for name in names])
        away = np.array(made.column(field).to_pylist()) - middle
        assert abs(away).max() <= 0.02 + 1e-9
        assert away.min() < -0.019
        assert away.max() > 0.019


@pytest.mark.parametrize("country", COUNTRIES)
def test_streets_have_the_order_of_the_country(country):
    street = table_of("places", COUNTRIES[country])["street"]
    for (text,) in different(table({"street": place("street", country=country)}, 2000), "street"):
        assert any(character.isdigit() for character in text)
        assert any(kind in text for kind in street["types"])


def test_time_zones_are_those_of_iana():
    zoneinfo = pytest.importorskip("zoneinfo")
    zones = zoneinfo.available_timezones()
    if not zones:
        pytest.skip("this machine has no time zones")
    for locale in COUNTRIES.values():
        assert {city["time_zone"] for city in cities(locale).values()} <= zones


def test_several_places_of_a_row_differ():
    made = table({"a": place("street"), "b": place("street"), "c": place("street", place="x")})
    rows = made.to_pylist()
    assert all(row["a"] == row["b"] for row in rows)
    assert sum(row["a"] == row["c"] for row in rows) < 10


def test_errors():
    assert problem("place", field="town")[0] == "field"
    path, message = problem("place", field="city", country="XX")
    assert path == "country"
    assert message.startswith("there is no country 'XX' (known: BR, CN, DE, ")
