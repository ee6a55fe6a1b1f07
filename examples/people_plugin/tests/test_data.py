"""The data files are whole: every list has what the code takes for granted."""

import re
from importlib.resources import files

import pytest

from smelt_datagen_people import data
from smelt_datagen_people.data import LOCALES
from smelt_datagen_people.names import in_ascii
from smelt_datagen_people.places import MaskedTexts

every_locale = pytest.mark.parametrize("locale", LOCALES)


@pytest.mark.parametrize("kind", ["names", "places"])
def test_there_is_a_file_for_every_locale_and_no_other(kind):
    found = [file.name for file in (files(data.__name__) / kind).iterdir()]
    assert sorted(name for name in found if name.endswith(".json")) == [
        f"{locale}.json" for locale in LOCALES
    ]


@pytest.mark.parametrize("kind", ["names", "places"])
@every_locale
def test_a_file_is_small(kind, locale):
    assert len((files(data.__name__) / kind / f"{locale}.json").read_bytes()) < 60_000


@every_locale
def test_names_have_weights_and_are_clean(locale):
    lists = data.read("names", locale)
    assert list(lists) == ["female", "male", "family"]
    for names in lists.values():
        assert len(names) >= 80
        assert all(weight > 0 for weight in names.values())
        assert all(name == " ".join(name.split()) != "" for name in names)


@every_locale
def test_no_key_stands_twice_in_a_file(locale):
    for kind in ("names", "places"):
        text = (files(data.__name__) / kind / f"{locale}.json").read_text(encoding="utf-8")
        for block in re.findall(r"\{[^{}]*\}", text):
            keys = re.findall(r'"([^"]*)":', block)
            assert len(keys) == len(set(keys))


@every_locale
def test_every_name_can_be_written_in_ascii(locale):
    for names in data.read("names", locale).values():
        for name in names:
            letters = sum(letter.isalpha() for letter in name)
            written = in_ascii(name, locale)
            assert re.fullmatch(r"[a-z]+(-[a-z]+)*", written), name
            assert len(written.replace("-", "")) >= letters, name


@pytest.mark.parametrize(
    ("name", "locale", "written"),
    [
        ("Jürgen", "de_DE", "juergen"),
        ("Weiß", "de_DE", "weiss"),
        ("Öztürk", "de_DE", "oeztuerk"),
        ("van der Dussen", "de_DE", "vanderdussen"),
        ("O'Neill", "en_GB", "oneill"),
        ("Noël", "fr_FR", "noel"),
        ("Le Gall", "fr_FR", "legall"),
        ("Müller", "fr_FR", "muller"),
        ("Anne-Élise", "fr_FR", "anne-elise"),
    ],
)
def test_names_are_written_in_ascii_as_their_language_does(name, locale, written):
    assert in_ascii(name, locale) == written


@every_locale
def test_cities_are_whole_and_different(locale):
    places = data.read("places", locale)
    cities = places["cities"]
    assert len({city["name"] for city in cities}) == len(cities) >= 10
    for city in cities:
        assert list(city) == ["name", "region", "population", "postcode", "phone"]
        assert city["population"] > 0
        assert all(city[key].strip() == city[key] != "" for key in ("name", "region", "postcode"))


@every_locale
def test_phone_numbers_are_in_ranges_that_are_kept_free_for_fiction(locale):
    for city in data.read("places", locale)["cities"]:
        assert re.fullmatch(RESERVED[locale], city["phone"]), city["name"]


@every_locale
def test_no_postcode_is_of_two_cities(locale):
    masks = [city["postcode"] for city in data.read("places", locale)["cities"]]
    assert len(set(masks)) == len(masks)
    postcodes = MaskedTexts(masks).dictionary.to_pylist()
    assert len(set(postcodes)) == len(postcodes)


RESERVED = {
    # Bundesnetzagentur, Mitteilung 148/2021: "Drama Numbers"
    "de_DE": r"\+49 (30 23125 ###|40 66969 ###|69 90009 ###|89 99998 ###|221 4710 ###"
    r"|171 39200##|176 040690##)",
    # Ofcom: telephone numbers for use in TV and radio drama
    "en_GB": r"\+44 (1[2-6]1 496 0###|11[3-8] 496 0###|191 498 0###|20 7946 0###|28 9649 6###"
    r"|29 2018 0###)",
    # North American Numbering Plan: 555-0100 to 555-0199 in every area
    "en_US": r"\+1 [2-9][0-9]{2}-555-01##",
    # Arcep, plan national de numérotation: numbers for audiovisual works
    "fr_FR": r"\+33 (1 99 00|2 61 91|3 53 01|4 65 71|5 36 49) ## ##",
}
