"""The plugin: what `smelt_datagen` finds through the entry point."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from smelt_datagen.plugin import hookimpl

if TYPE_CHECKING:
    from smelt_datagen.plugin import Generator

_CLASSES = (
    "people.generator:PersonField",
    "places.generator:PlaceField",
    "places.points:Point",
    "commerce.company:CompanyField",
    "commerce.product:ProductField",
    "money.iban:Iban",
    "money.bic:Bic",
    "money.card:CreditCard",
    "money.currency:Currency",
    "money.ean:Ean",
    "internet.url:Url",
    "internet.http:Http",
    "internet.ip_address:IpAddress",
    "internet.mac_address:MacAddress",
    "internet.user_agent:UserAgent",
    "catalogue.faker:FakerValue",
)
"""Where the generators are, in the order of the reference."""


@hookimpl
def smelt_datagen_generators() -> list[type[Generator]]:
    """Return the generators of the domains: their modules are imported now, their tables later."""
    return [_class(place) for place in _CLASSES]


def _class(place: str) -> type[Generator]:
    module, _, name = place.partition(":")
    found: type[Generator] = getattr(import_module(f"{__package__}.{module}"), name)
    return found
