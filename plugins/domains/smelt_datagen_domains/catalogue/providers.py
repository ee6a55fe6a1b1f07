"""Faker's providers by name: what they make from a seed, and which of them look at the clock."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

import faker
from faker.config import AVAILABLE_LOCALES

from smelt_datagen_domains.catalogue.kinds import NotAColumnError

_CLOCK = (
    "credit_card_expire",
    "credit_card_full",
    "date",
    "future_",
    "iso8601",
    "past_",
    "profile",
    "simple_profile",
    "time_series",
    "unix_time",
)
_NO_PROVIDERS = ("add_provider", "seed", "seed_instance", "seed_locale")


def locales() -> frozenset[str]:
    """Return the locales that Faker has."""
    return frozenset(AVAILABLE_LOCALES)


@cache
def names(locale: str) -> frozenset[str]:
    """Return the names of all providers of a locale."""
    made = faker.Factory.create(locale)
    return frozenset(
        name
        for provider in made.providers
        for name, _ in inspect.getmembers(provider, inspect.ismethod)
        if not name.startswith("_") and name not in _NO_PROVIDERS
    )


def looks_at_the_clock(name: str) -> bool:
    """Whether a provider's values depend on the day of the run."""
    return name.startswith(_CLOCK) or name in ("time", "time_object", "date_time", "date_object")


class Provider:
    """A provider with its arguments; it has a source of random numbers of its own."""

    def __init__(self, name: str, locale: str, arguments: Mapping[str, Any]) -> None:
        self._generator = faker.Factory.create(locale)
        self._method: Callable[..., object] = getattr(self._generator, name)
        self._arguments = arguments

    def seed(self, number: int) -> None:
        """Let the next values follow from a number."""
        self._generator.seed_instance(number)

    def value(self) -> object:
        """Return the next value; raise NotAColumnError if the provider fails."""
        try:
            return self._method(**self._arguments)
        except Exception as error:
            raise NotAColumnError(f"Faker failed: {type(error).__name__}: {error}") from error
