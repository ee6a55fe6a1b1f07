"""Accounts, banks, cards and articles: their check digits are those of other libraries."""

import re
from collections import Counter

import pytest
from smelt_datagen_domains.money.currencies import currencies

from ..made import problem, table, values

COUNTRIES = (
    "AE AT BE BR CH DE DK ES FI FR GB GR IE IT LI NL NO PL PT SA SE TR".split()  # noqa: SIM905
)
NETWORKS = {"visa": 16, "mastercard": 16, "amex": 15, "discover": 16, "jcb": 16, "diners": 14}


@pytest.mark.parametrize("country", COUNTRIES)
@pytest.mark.filterwarnings("ignore::UserWarning")  # where it knows no national check
def test_ibans_are_valid_and_of_no_bank(country):
    schwifty = pytest.importorskip("schwifty")
    stdnum = pytest.importorskip("stdnum.iban")
    made = values("iban", rows=2000, country=country)
    assert len(set(made)) > 1900
    for text in made:
        iban = schwifty.IBAN(text, validate_bban=True)
        assert iban.country_code == country
        assert iban.bank is None
        assert stdnum.validate(text) == text


def test_check_digits_of_an_iban_by_hand():
    for text in values("iban", rows=100, country="DE"):
        assert re.fullmatch(r"DE\d{2}99999999\d{10}", text)
        assert int("".join(str(int(c, 36)) for c in text[4:] + text[:4])) % 97 == 1


def test_digits_of_an_account_are_equally_likely():
    made = values("iban", rows=20_000, country="DE")
    for place in range(12, 22):
        counts = Counter(text[place] for text in made)
        assert all(abs(counts[digit] - 2000) < 5 * (2000 * 0.9) ** 0.5 for digit in "0123456789")


def test_a_mix_of_countries_has_their_shares_and_a_column_says_which():
    made = table(
        {
            "country": {"type": "weighted_choice", "values": {"DE": 3, "FR": 1}},
            "of_column": {"type": "iban", "country": {"column": "country"}},
            "of_mix": {"type": "iban", "country": {"DE": 3, "FR": 1}},
        },
        rows=20_000,
    ).to_pylist()
    assert all(row["of_column"].startswith(row["country"]) for row in made)
    german = sum(row["of_mix"].startswith("DE") for row in made)
    assert abs(german - 15_000) < 5 * (20_000 * 0.75 * 0.25) ** 0.5
    assert all(len(row["of_mix"]) == {"DE": 22, "FR": 27}[row["of_mix"][:2]] for row in made)


def test_a_row_of_a_mix_does_not_depend_on_the_others():
    few = values("iban", rows=10, country={"DE": 1, "FR": 1})
    many = values("iban", rows=40_000, country={"DE": 1, "FR": 1})
    assert many[:10] == few


def test_errors_of_countries():
    path, message = problem("iban", country="UK")
    assert path == "country"
    assert message.startswith("there is no country with IBANs 'UK' (known: AE, AT, BE, ")
    assert problem("iban", country={"DE": 1, "DX": 1})[0] == "country.DX"
    assert problem("iban", country={"DE": 0})[1] == "at least one weight must be greater than 0"
    assert problem("iban", country={"DE": "much"})[0] == "country.DE"
    assert problem("iban", country="DE", fallback="FR") == (
        "fallback",
        "is for a country that a column says",
    )
    assert problem("iban", country={}) == ("country", "must have at least one country with IBANs")
    beside = {"country": {"type": "one_of", "values": ["DE", "US"]}}
    path, message = problem("iban", beside, country={"column": "country"})
    assert path == "country.column"
    assert "'country' has 'US', which is no country with IBANs: say the 'fallback'" in message
    assert problem("iban", beside, country={"column": "contry"})[0] == "country.column"


def test_other_countries_and_nulls_have_the_fallback():
    countries = {"type": "one_of", "values": ["DE", "US"]}
    made = table(
        {
            "country": {"type": "optional", "prob": 0.5, "inner": countries},
            "iban": {"type": "iban", "country": {"column": "country"}, "fallback": "FR"},
        }
    ).to_pylist()
    assert {(row["country"], row["iban"][:2]) for row in made} == {
        ("DE", "DE"),
        ("US", "FR"),
        (None, "FR"),
    }


def test_a_text_without_a_country_is_named_where_texts_are_not_known_beforehand():
    columns = {
        "country": {"type": "regex", "pattern": "X[0-9]{9}"},
        "iban": {"type": "iban", "country": {"column": "country"}},
    }
    with pytest.raises(Exception, match=r"'country' has 'X[0-9]{9}', which is none of those"):
        table(columns)


def test_bics_are_of_test_banks():
    schwifty = pytest.importorskip("schwifty")
    for branch, width in ((False, 8), (True, 11)):
        for text in values("bic", rows=300, country="FR", branch=branch):
            assert len(text) == width
            assert schwifty.BIC(text).type == "testing"
            assert text[4:6] == "FR"


@pytest.mark.parametrize("network", NETWORKS)
def test_card_numbers_are_valid(network):
    stdnum = pytest.importorskip("stdnum.luhn")
    made = values("credit_card", rows=2000, network=network)
    assert {len(text) for text in made} == {NETWORKS[network]}
    assert all(stdnum.is_valid(text) for text in made)


def test_cards_have_the_usual_networks():
    made = Counter(text[0] for text in values("credit_card", rows=10_000))
    assert abs(made["4"] - 5200) < 5 * (10_000 * 0.52 * 0.48) ** 0.5
    assert problem("credit_card", network="visum")[1].endswith("did you mean 'visa'?")


@pytest.mark.parametrize(
    ("kind", "width"), [("ean13", 13), ("ean8", 8), ("upc", 12), ("isbn13", 13)]
)
def test_article_numbers_are_valid(kind, width):
    stdnum = pytest.importorskip("stdnum.ean")
    made = values("ean", rows=2000, kind=kind)
    assert {len(text) for text in made} == {width}
    assert all(stdnum.is_valid(text) for text in made)


def test_facts_of_a_currency_agree():
    fields = ("code", "name", "symbol", "number")
    columns = {field: {"type": "currency", "field": field} for field in fields}
    known = {tuple(one[field] for field in fields) for one in currencies()}
    made = [tuple(row.values()) for row in table(columns, rows=5000).to_pylist()]
    assert set(made) <= known
    assert Counter(code for code, *_ in made).most_common(1)[0][0] == "USD"
    assert set(values("currency", country="JP")) == {"JPY"}
    assert set(values("currency", country={"JP": 1, "DE": 1})) == {"JPY", "EUR"}
    another = {"a": {"type": "currency"}, "b": {"type": "currency", "currency": "other"}}
    assert any(row["a"] != row["b"] for row in table(another).to_pylist())


def test_every_currency_is_that_of_iso_4217():
    pycountry = pytest.importorskip("pycountry")
    for one in currencies():
        found = pycountry.currencies.get(alpha_3=one["code"])
        assert found is not None
        assert found.numeric == one["number"]
        assert found.name.lower() == one["name"].lower()
