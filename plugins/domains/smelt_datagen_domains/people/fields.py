"""The fields of a person: how each becomes a column."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import numpy as np
from smelt_datagen.plugin import Block, Column

from smelt_datagen_domains.data.reading import table
from smelt_datagen_domains.people.addresses import email, user_name
from smelt_datagen_domains.people.birth_dates import birth_date
from smelt_datagen_domains.people.names import GENDERS
from smelt_datagen_domains.people.person import Person
from smelt_datagen_domains.selection.picks import Picks
from smelt_datagen_domains.selection.selected import Codes
from smelt_datagen_domains.texts.joined import Categorical, Joined, listed


def _given_name(person: Person) -> Column:
    return listed(person.names.given, person.given)


def _family_name(person: Person) -> Column:
    return listed(person.names.family, person.family)


def _full_name(person: Person) -> Column:
    names = person.names
    formats = [table("names", locale)["format"] for locale in person.locales]
    family_first = np.array([one.startswith("{family}") for one in formats])
    between = [one[one.index("}") + 1 : one.rindex("{")] for one in formats]
    given, family = (
        [
            f"{between[kind]}{name}" if family_first[kind] == is_given else name
            for name, kind in zip(texts, kinds, strict=True)
        ]
        for is_given, texts, kinds in (
            (True, names.given, names.locale_of_given),
            (False, names.family, names.locale_of_family),
        )
    )

    def codes(block: Block) -> Sequence[Codes]:
        first, last = person.given(block), np.add(person.family(block), len(given), dtype=np.int32)
        kinds = person.kinds(block)
        if kinds is None or not family_first.any():
            return (last, first) if family_first.all() else (first, last)
        is_turned = family_first.take(kinds)
        return np.where(is_turned, last, first), np.where(is_turned, first, last)

    return Joined([[*given, *family]], codes, shared=True)


def _gender(person: Person) -> Column:
    return Categorical(GENDERS, person.gender)


def _title(person: Person) -> Column:
    lists = [
        table("names", locale)["titles"][gender] for locale in person.locales for gender in GENDERS
    ]
    picks = Picks([list(one.values()) for one in lists])

    def codes(block: Block) -> Codes:
        of = person.gender(block)
        kinds = person.kinds(block)
        if kinds is not None:
            of = np.add(of, 2 * kinds.astype(np.int32))
        return picks.codes(person.draws(block).uint64("title"), of)

    return listed([title for one in lists for title in one], codes)


def _phone(person: Person) -> Column:
    return person.place.of_the_city(person.place.cities.all_of("phone"), "phone")


FIELDS: Mapping[str, Callable[[Person], Column]] = {
    "given_name": _given_name,
    "family_name": _family_name,
    "full_name": _full_name,
    "gender": _gender,
    "title": _title,
    "birth_date": birth_date,
    "email": email,
    "user_name": user_name,
    "phone": _phone,
}
"""What makes the column of each field, for a person at their place in a config."""
