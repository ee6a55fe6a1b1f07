"""Names and places are as frequent as their weights say, within five standard deviations."""

import math

import pytest

from smelt_datagen_people import data
from smelt_datagen_people.data import LOCALES

from .people import counts, person

ROWS = 200_000

every_locale = pytest.mark.parametrize("locale", LOCALES)


@every_locale
def test_both_genders_are_equally_frequent(locale):
    found = counts(person("gender", locale), ROWS)
    assert sorted(found) == ["female", "male"]
    assert_share(found["female"], 0.5)


@every_locale
def test_family_names_follow_their_weights(locale):
    weights = data.read("names", locale)["family"]
    assert_shares(counts(person("family_name", locale), ROWS), weights)


@every_locale
def test_given_names_follow_their_weights_within_the_gender(locale):
    lists = data.read("names", locale)
    expected = dict.fromkeys([*lists["female"], *lists["male"]], 0.0)
    for gender in ("female", "male"):
        total = math.fsum(lists[gender].values())
        for name, weight in lists[gender].items():
            expected[name] += weight / total
    assert_shares(counts(person("given_name", locale), ROWS), expected)


@every_locale
def test_cities_follow_their_population(locale):
    cities = data.read("places", locale)["cities"]
    expected = {city["name"]: city["population"] for city in cities}
    assert_shares(counts(person("city", locale), ROWS), expected)


def test_the_postcodes_of_a_city_are_equally_frequent():
    found = counts(person("postcode", "en_US"), ROWS)
    share = 8804 / sum(city["population"] for city in data.read("places", "en_US")["cities"])
    new_york = {code: count for code, count in found.items() if code.startswith("100")}
    assert len(new_york) == 100
    for count in new_york.values():
        assert_share(count, share / 100)


def test_emails_rarely_collide():
    # 1,000 US family names and 681 given names by weight, 30,000 mailboxes: the squares of the
    # shares say how often two people have one email
    lists = data.read("names", "en_US")
    pair = ROWS * (ROWS - 1) / 2 / 30_000
    pair *= _squares(lists["family"])
    pair *= (_squares(lists["female"]) + _squares(lists["male"])) / 4
    different = len(counts(person("email", "en_US"), ROWS))
    assert abs(ROWS - different - pair) <= 5 * math.sqrt(pair)


def assert_shares(found, weights):
    total = math.fsum(weights.values())
    assert set(found) <= set(weights)
    for name, weight in weights.items():
        assert_share(found[name], weight / total)


def assert_share(count, share):
    deviation = math.sqrt(ROWS * share * (1 - share))
    assert abs(count - ROWS * share) <= 5 * deviation + 1


def _squares(weights):
    total = math.fsum(weights.values())
    return math.fsum((weight / total) ** 2 for weight in weights.values())
