"""E-mail addresses and user names, both made of the person's names and one number."""

from __future__ import annotations

from collections.abc import Sequence

from smelt_datagen.plugin import Block, Column

from smelt_datagen_domains.people.person import NUMBERS, Person
from smelt_datagen_domains.selection.selected import Codes
from smelt_datagen_domains.texts.joined import Joined

_DOMAINS = ("example.com", "example.net", "example.org")  # reserved by RFC 2606


def user_name(person: Person) -> Column:
    """Return the column of user names: given name, family name and number."""
    given, family = _names(person)
    if person.unique:
        return _unique(person, [])
    numbers = [str(number) for number in range(NUMBERS)]

    def codes(block: Block) -> Sequence[Codes]:
        number = person.domain_and_number(block, len(_DOMAINS)) % NUMBERS
        return person.given(block), person.family(block), number

    return Joined([given, family, numbers], codes)


def email(person: Person) -> Column:
    """Return the column of addresses: the user name, on a domain that is kept for examples."""
    given, family = _names(person)
    if person.unique:
        return _unique(person, [f"@{domain}" for domain in _DOMAINS])
    mailboxes = [f"{number}@{domain}" for domain in _DOMAINS for number in range(NUMBERS)]

    def codes(block: Block) -> Sequence[Codes]:
        mailbox = person.domain_and_number(block, len(_DOMAINS))
        return person.given(block), person.family(block), mailbox

    return Joined([given, family, mailboxes], codes)


def _unique(person: Person, domains: Sequence[str]) -> Column:
    """Return texts without repeats: names have no digits, and no two rows the same number."""
    groups = person.digits() // 4
    digits = [f"{number:04d}" for number in range(NUMBERS)]
    ends = [domains] if domains else []

    def codes(block: Block) -> Sequence[Codes]:
        rest = person.unique_number(block)
        numbers: list[Codes] = []
        for _ in range(groups - 1):
            upper = rest // NUMBERS
            numbers.append(rest - upper * NUMBERS)
            rest = upper
        numbers.append(rest)
        found = [person.given(block), person.family(block), *reversed(numbers)]
        if domains:
            found.append(person.draws(block).integers(0, len(domains), "domain"))
        return found

    return Joined([*_names(person), *[digits] * groups, *ends], codes)


def _names(person: Person) -> tuple[list[str], list[str]]:
    names = person.names
    return names.ascii_given(), [f".{name}" for name in names.ascii_family()]
