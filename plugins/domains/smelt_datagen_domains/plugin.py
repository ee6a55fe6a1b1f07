"""The plugin: what `smelt_datagen` finds through the entry point."""

from __future__ import annotations

from smelt_datagen.plugin import Generator, hookimpl


@hookimpl
def smelt_datagen_generators() -> list[type[Generator]]:
    """Return the generators of the domains, in the order of the reference."""
    from smelt_datagen_domains.internet.ip_address import IpAddress  # noqa: PLC0415 (when asked for)
    from smelt_datagen_domains.internet.mac_address import MacAddress  # noqa: PLC0415
    from smelt_datagen_domains.money.bic import Bic  # noqa: PLC0415
    from smelt_datagen_domains.money.card import CreditCard  # noqa: PLC0415
    from smelt_datagen_domains.money.currency import Currency  # noqa: PLC0415
    from smelt_datagen_domains.money.ean import Ean  # noqa: PLC0415
    from smelt_datagen_domains.money.iban import Iban  # noqa: PLC0415
    from smelt_datagen_domains.people.generator import PersonField  # noqa: PLC0415
    from smelt_datagen_domains.places.generator import PlaceField  # noqa: PLC0415

    return [PersonField, PlaceField, Iban, Bic, CreditCard, Currency, Ean, IpAddress, MacAddress]
