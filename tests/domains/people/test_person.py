"""person: what belongs to one person agrees, in every locale."""

import datetime
import re
from collections import Counter

import pytest
from smelt_datagen_domains.data.reading import table as table_of
from smelt_datagen_domains.people.fields import FIELDS
from smelt_datagen_domains.people.names import in_ascii
from smelt_datagen_domains.selection.locales import LOCALES

from ...laws import check_here
from ..agreement import cities, different, pattern
from ..made import problem, table, values

ROWS = 20_000


def person(field, **parameters):
    return {"type": "person", "field": field, **parameters}


@pytest.mark.parametrize("field", FIELDS)
def test_every_field_keeps_the_laws(field):
    check_here(person(field), rows=4000, independent_of={"column"})


@pytest.mark.parametrize("field", ["full_name", "email", "title"])
def test_a_mix_of_locales_keeps_the_laws(field):
    mix = {"pl_PL": 1, "ja_JP": 2, "en_US": 1}
    check_here(person(field, locale=mix), rows=4000, independent_of={"column"})


@pytest.mark.parametrize("locale", LOCALES)
def test_names_genders_and_titles_agree(locale):
    names = table_of("names", locale)
    fields = ("given_name", "family_name", "full_name", "gender", "title")
    made = table({field: person(field, locale=locale) for field in fields}, ROWS)
    feminine = names.get("feminine", {})
    families = {
        "male": {*names["family"]},
        "female": {feminine.get(name, name) for name in names["family"]},
    }
    for given, family, full, gender, title in different(made, *fields):
        assert given in names[gender]
        assert family in families[gender]
        assert full == names["format"].format(given=given, family=family)
        assert title in names["titles"][gender]
    counts = Counter(made.column("gender").to_pylist())
    assert abs(counts["female"] - ROWS / 2) < 5 * (ROWS / 4) ** 0.5


@pytest.mark.parametrize("locale", LOCALES)
def test_addresses_are_of_the_names_and_reach_nobody(locale):
    fields = ("given_name", "family_name", "user_name", "email")
    made = table({field: person(field, locale=locale) for field in fields}, ROWS)
    for given, family, user, email in different(made, *fields):
        assert re.fullmatch(r"[a-z-]+\.[a-z-]+[0-9]{1,4}", user)
        assert user.rstrip("0123456789") == f"{in_ascii(given, locale)}.{in_ascii(family, locale)}"
        assert email.partition("@")[::2] in {
            (user, f"example.{end}") for end in ("com", "net", "org")
        }


@pytest.mark.parametrize("locale", LOCALES)
def test_phones_are_of_the_city_of_the_place_with_the_same_name(locale):
    city = {"type": "place", "field": "city", "country": locale[-2:]}
    made = table({"city": city, "phone": person("phone", locale=locale)}, ROWS)
    for name, phone in different(made, "city", "phone"):
        assert pattern(cities(locale)[name]["phone"]).fullmatch(phone)


def test_a_mix_agrees_with_the_place_and_has_its_shares():
    shares = {"de_DE": 3, "ja_JP": 1}
    made = table(
        {
            "country": {"type": "place", "field": "country_code", "country": {"DE": 3, "JP": 1}},
            "city": {"type": "place", "field": "city", "country": {"DE": 3, "JP": 1}},
            "given": person("given_name", locale=shares),
            "full": person("full_name", locale=shares),
            "phone": person("phone", locale=shares),
        },
        ROWS,
    )
    for country, city, given, full, phone in different(made, *made.column_names):
        locale = {"DE": "de_DE", "JP": "ja_JP"}[country]
        names = table_of("names", locale)
        assert given in names["female"] or given in names["male"]
        assert full.startswith(given) == (locale == "de_DE")
        assert pattern(cities(locale)[city]["phone"]).fullmatch(phone)
    german = made.column("country").to_pylist().count("DE")
    assert abs(german - ROWS * 3 / 4) < 5 * (ROWS * 3 / 16) ** 0.5


def test_a_column_says_the_locale_in_any_spelling():
    spellings = {"DE": "de_DE", "Japan": "ja_JP", "pl_PL": "pl_PL", "FRA": "fr_FR", "UK": "en_GB"}
    columns = {
        "country": {"type": "one_of", "values": list(spellings)},
        "given": person("given_name", locale={"column": "country"}),
    }
    for country, given in different(table(columns, 20_000), "country", "given"):
        names = table_of("names", spellings[country])
        assert given in names["female"] or given in names["male"]


@pytest.mark.parametrize("field", ["email", "user_name"])
@pytest.mark.parametrize("locale", ["en_US", {"zh_CN": 1, "sv_SE": 1}])
def test_unique_texts_have_no_repeats(field, locale):
    made = values("person", field=field, locale=locale, unique=True, rows=100_000)
    assert len(set(made)) == 100_000


def test_unique_addresses_are_those_of_the_user_names():
    fields = {field: person(field, unique=True) for field in ("user_name", "email")}
    assert all(email.startswith(f"{user}@") for user, email in different(table(fields), *fields))


def test_birth_dates_are_of_adults_and_of_every_year():
    made = [
        datetime.date.fromisoformat(text)
        for text in values("person", field="birth_date", rows=ROWS)
    ]
    years = Counter(date.year for date in made)
    assert sorted(years) == list(range(1935, 2007))
    assert abs(years[1990] / years[1970] - 1) < 0.2
    assert {(date.month, date.day) for date in made} >= {(1, 1), (2, 29), (12, 31)}


def test_several_people_of_a_row_differ_and_columns_of_one_do_not():
    columns = {
        "a": person("full_name"),
        "b": person("full_name"),
        "c": person("full_name", person="x"),
    }
    made = table(columns).to_pylist()
    assert all(row["a"] == row["b"] for row in made)
    assert sum(row["a"] == row["c"] for row in made) < 10


def test_errors():
    assert "did you mean 'full_name'" in problem("person", field="ful_name")[1]
    path, message = problem("person", field="email", locale="de_AT")
    assert path == "locale"
    assert message.startswith("there is no locale 'de_AT' (known: de_DE, en_GB, ")
    assert problem("person", field="gender", unique=True) == (
        "unique",
        "only email and user_name can be unique",
    )
    beside = {"country": {"type": "one_of", "values": ["DE", "Austria"]}}
    path, message = problem("person", beside, field="email", locale={"column": "country"})
    assert path == "locale.column"
    assert "'country' has 'Austria', which is no locale: say the 'fallback' of such rows" in message
    number = {"n": {"type": "sequential_id"}}
    assert problem("person", number, field="email", locale={"column": "n"})[0] == "locale.column"
