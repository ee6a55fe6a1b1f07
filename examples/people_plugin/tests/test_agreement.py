"""The parts of a person agree, wherever the person stands in a config."""

import re

import pytest
import smelt_datagen

from smelt_datagen_people import data
from smelt_datagen_people.data import LOCALES
from smelt_datagen_people.names import in_ascii

from .people import dataset, everything, person, plan, table

every_locale = pytest.mark.parametrize("locale", LOCALES)

NUMBER = r"(0|[1-9][0-9]{0,3})"
DOMAIN = r"example\.(com|net|org)"
MASKS = {"#": "[0-9]", "%": "[1-9]", "?": "[ABD-HJLNP-UW-Z]"}


@every_locale
def test_the_full_name_is_the_given_and_the_family_name(locale):
    for row in _rows(locale):
        assert row["full_name"] == f"{row['given_name']} {row['family_name']}"


@every_locale
def test_the_gender_is_one_that_the_given_name_has(locale):
    names = data.read("names", locale)
    for row in _rows(locale):
        assert row["given_name"] in names[row["gender"]]


@every_locale
def test_the_email_is_the_name_with_a_number_on_a_reserved_domain(locale):
    for row in _rows(locale):
        names = [in_ascii(row[part], locale) for part in ("given_name", "family_name")]
        assert re.fullmatch(rf"{'[.]'.join(names)}{NUMBER}@{DOMAIN}", row["email"])


@every_locale
def test_postcode_phone_and_region_are_the_city_s(locale):
    cities = {city["name"]: city for city in data.read("places", locale)["cities"]}
    for row in _rows(locale):
        city = cities[row["city"]]
        assert row["region"] == city["region"]
        assert re.fullmatch(_pattern(city["postcode"]), row["postcode"])
        assert re.fullmatch(_pattern(city["phone"]), row["phone"])


@every_locale
def test_the_street_has_a_name_a_type_and_a_number_of_the_locale(locale):
    street = data.read("places", locale)["street"]
    names = "|".join(map(re.escape, data.read("names", locale)["family"]))
    types = "|".join(street["types"])
    pattern = street["format"].format(name=f"({names})", type=f"({types})", number="([0-9]+)")
    for row in _rows(locale):
        match = re.fullmatch(pattern, row["street"])
        assert match, row["street"]
        (number,) = (part for part in match.groups() if part.isdigit())
        assert 1 <= int(number) <= street["highest_number"]


@every_locale
def test_the_country_is_the_locale_s(locale):
    assert {row["country"] for row in _rows(locale)} == {data.read("places", locale)["country"]}


def test_people_of_other_names_locales_and_seeds_are_others():
    columns = {
        "one": person("email"),
        "same": person("email"),
        "other": person("email", name="other"),
        "elsewhere": person("email", "en_GB"),
    }
    made = table(columns).to_pydict()
    assert made["one"] == made["same"]
    everyone = made["one"] + made["other"] + made["elsewhere"]
    everyone += table(columns, seed=43).column("one").to_pylist()
    # two of 4,000 emails are the same in fewer than one of 100 such datasets
    assert len(set(everyone)) == 4 * 1000


def test_entities_are_people_whose_parts_agree_in_every_row():
    visitor = [
        {"name": field, "generator": generator} for field, generator in everything("fr_FR").items()
    ]
    entity = {"pool_ratio": 0.05, "columns": visitor}
    made = table({"id": {"type": "sequential_id"}}, entity=entity).to_pylist()
    assert len({row["email"] for row in made}) <= 50
    assert len({(row["email"], row["full_name"], row["phone"]) for row in made}) <= 50
    assert all(row["full_name"] == f"{row['given_name']} {row['family_name']}" for row in made)


def test_tuples_of_a_pool_are_people_whose_parts_agree():
    fields = ("given_name", "family_name", "full_name")
    shape = {"weight": 1, "fields": {field: person(field) for field in fields}}
    pools = [{"name": "staff", "pool_size": 20, "shapes": [shape]}]
    columns = {
        field: {"type": "linked_choice", "pool": "staff", "field": field} for field in fields
    }
    made = table(columns, linked_pools=pools).to_pylist()
    assert all(row["full_name"] == f"{row['given_name']} {row['family_name']}" for row in made)
    assert len({row["full_name"] for row in made}) == 20


def test_an_email_can_be_referred_to_from_another_dataset():
    reference = {"type": "foreign_key", "dataset": "people", "column": "email"}
    planned = plan(
        dataset({"email": person("email")}, rows=10),
        dataset({"customer": reference}, name="orders", rows=200),
    )
    people, orders = (smelt_datagen.to_table(planned[name]) for name in ("people", "orders"))
    assert set(orders.column("customer").to_pylist()) == set(people.column("email").to_pylist())


def _rows(locale):
    return table(everything(locale)).to_pylist()


def _pattern(mask):
    return "".join(MASKS.get(symbol, re.escape(symbol)) for symbol in mask)
