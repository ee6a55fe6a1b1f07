"""The same config gives the same people, in every release that does not say otherwise."""

import hashlib
import json

import pytest

from .people import everything, table

FIRST = {
    "de_DE": {
        "given_name": "Denise",
        "family_name": "Barth",
        "full_name": "Denise Barth",
        "gender": "female",
        "email": "denise.barth6063@example.com",
        "phone": "+49 176 04069077",
        "street": "Biggenplatz 104",
        "postcode": "44115",
        "city": "Dortmund",
        "region": "Nordrhein-Westfalen",
        "country": "Deutschland",
    },
    "en_GB": {
        "given_name": "Harriet",
        "family_name": "Smart",
        "full_name": "Harriet Smart",
        "gender": "female",
        "email": "harriet.smart4937@example.com",
        "phone": "+44 117 496 0291",
        "street": "111 Parker Road",
        "postcode": "BS5 7AX",
        "city": "Bristol",
        "region": "England",
        "country": "United Kingdom",
    },
    "en_US": {
        "given_name": "Kevin",
        "family_name": "Garcia",
        "full_name": "Kevin Garcia",
        "gender": "male",
        "email": "kevin.garcia239@example.com",
        "phone": "+1 617-555-0132",
        "street": "8759 Ross Avenue",
        "postcode": "02172",
        "city": "Boston",
        "region": "Massachusetts",
        "country": "United States",
    },
    "fr_FR": {
        "given_name": "Zacharie",
        "family_name": "Lamy",
        "full_name": "Zacharie Lamy",
        "gender": "male",
        "email": "zacharie.lamy7948@example.net",
        "phone": "+33 3 53 01 56 71",
        "street": "12 avenue Renaud",
        "postcode": "67000",
        "city": "Strasbourg",
        "region": "Grand Est",
        "country": "France",
    },
}
DIGESTS = {
    "de_DE": "1cea531c15d89802bafbef09a50b1d6f",
    "en_GB": "aefb4eb8b46481318e4b1eefd47c85c8",
    "en_US": "d06db90713f514a58a35cda6cb08c130",
    "fr_FR": "8f8b585abf3159bcb1efb2edf3ab4aa3",
}


@pytest.mark.parametrize("locale", FIRST)
def test_the_first_person_is_who_it_was(locale):
    assert table(everything(locale)).to_pylist()[0] == FIRST[locale]


@pytest.mark.parametrize("locale", DIGESTS)
def test_a_thousand_people_are_who_they_were(locale):
    rows = json.dumps(table(everything(locale)).to_pydict()).encode()
    assert hashlib.blake2b(rows, digest_size=16).hexdigest() == DIGESTS[locale]
