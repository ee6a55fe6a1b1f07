"""The fields of a person: how each becomes a column."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import numpy as np
from smelt_datagen.arrays import string_array
from smelt_datagen.plugin import Block, Column

from smelt_datagen_people.columns import Categorical, Codes, Joined, JoinedTexts
from smelt_datagen_people.names import GENDERS, in_ascii
from smelt_datagen_people.person import Person
from smelt_datagen_people.places import MaskedTexts

_DOMAINS = ("example.com", "example.net", "example.org")  # reserved by RFC 2606
_NUMBERS = range(10_000)


def _given_name(person: Person) -> Column:
    return Categorical(string_array(person.names.given), person.given_name)


def _family_name(person: Person) -> Column:
    return Categorical(string_array(person.names.family), person.family_name)


def _full_name(person: Person) -> Column:
    names = person.names

    def codes(block: Block) -> Mapping[str, Codes]:
        return {"given": person.given_name(block), "family": person.family_name(block)}

    texts = JoinedTexts("{given} {family}", given=names.given, family=names.family)
    return Joined(texts, codes)


def _gender(person: Person) -> Column:
    return Categorical(string_array(GENDERS), person.gender)


def _email(person: Person) -> Column:
    names = person.names
    mailboxes = [f"{number}@{domain}" for domain in _DOMAINS for number in _NUMBERS]

    def codes(block: Block) -> Mapping[str, Codes]:
        return {
            "given": person.given_name(block),
            "family": person.family_name(block),
            "mailbox": person.draws(block).integers(0, len(mailboxes), "mailbox"),
        }

    texts = JoinedTexts(
        "{given}.{family}{mailbox}",
        given=[in_ascii(name, person.locale) for name in names.given],
        family=[in_ascii(name, person.locale) for name in names.family],
        mailbox=mailboxes,
    )
    return Joined(texts, codes)


def _of_the_city(person: Person, masks: Sequence[str], label: str) -> Column:
    """Return one of the texts that the city's mask stands for, drawn under a label."""
    texts = MaskedTexts(masks)

    def codes(block: Block) -> Codes:
        return texts.codes(person.city(block), person.draws(block).uniform(label))

    return Categorical(texts.dictionary, codes)


def _phone(person: Person) -> Column:
    return _of_the_city(person, person.places.phone_masks, "phone")


def _street(person: Person) -> Column:
    names, places = person.names, person.places

    def codes(block: Block) -> Mapping[str, Codes]:
        draws = person.draws(block)
        return {
            "name": names.family_guide.codes(draws.uint64("street name")),
            "type": places.street_type_guide.codes(draws.uint64("street type")),
            "number": draws.integers(0, len(places.street_numbers), "street number"),
        }

    texts = JoinedTexts(
        places.street_format,
        name=names.family,
        type=places.street_types,
        number=places.street_numbers,
    )
    return Joined(texts, codes)


def _postcode(person: Person) -> Column:
    return _of_the_city(person, person.places.postcode_masks, "postcode")


def _city(person: Person) -> Column:
    return Categorical(string_array(person.places.cities), person.city)


def _region(person: Person) -> Column:
    places = person.places
    dictionary = string_array(places.regions)
    return Categorical(dictionary, lambda block: places.region_of.take(person.city(block)))


def _country(person: Person) -> Column:
    dictionary = string_array([person.places.country])
    return Categorical(dictionary, lambda block: np.zeros(len(block), dtype=np.int8))


FIELDS: Mapping[str, Callable[[Person], Column]] = {
    "given_name": _given_name,
    "family_name": _family_name,
    "full_name": _full_name,
    "gender": _gender,
    "email": _email,
    "phone": _phone,
    "street": _street,
    "postcode": _postcode,
    "city": _city,
    "region": _region,
    "country": _country,
}
"""What makes the column of each field, for a person at their place in a config."""
