"""Numbers of payment cards."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from smelt_datagen.plugin import Column, Generator, Scope, generator, param

from smelt_datagen_domains.money.checks import luhn
from smelt_datagen_domains.selection.selected import Choice, Draws, Known
from smelt_datagen_domains.texts.masked import ByKind
from smelt_datagen_domains.texts.masks import Mask

_NETWORKS: Mapping[str, tuple[str, int]] = {
    "visa": ("411111", 16),
    "mastercard": ("555555", 16),
    "amex": ("378282", 15),
    "discover": ("601111", 16),
    "jcb": ("353011", 16),
    "diners": ("305693", 14),
}
"""First digits of the test numbers that payment processors publish, and how many there are."""

_USUAL: dict[str, float | str] = {
    "visa": 52,
    "mastercard": 34,
    "amex": 8,
    "discover": 3,
    "jcb": 2,
    "diners": 1,
}
_KNOWN = Known("network", tuple(_NETWORKS))


@generator("credit_card", example="{ type: credit_card, network: visa }", output="string")
class CreditCard(Generator):
    """Number of a payment card with the right check digit (Luhn).

    It begins as the test numbers do that payment processors publish.
    """

    network: Choice = param(
        "visa, mastercard, amex, discover, jcb or diners, weights of several, or { column: name }.",
        factory=lambda: dict(_USUAL),
    )
    fallback: str | None = param(
        "Network where the column has another value, or null.", default=None
    )

    def bind(self, scope: Scope) -> Column:
        """Return a column of texts; fail for an unknown network."""
        draws = Draws("network", self.fallback)
        selected = _KNOWN.select(self.network, scope, "network", draws)
        return ByKind(selected, [card_mask(key).array for key in selected.keys])


@cache
def card_mask(network: str) -> Mask:
    """Return what the numbers of a network look like, made once."""
    first, width = _NETWORKS[network]
    random = "#" * (width - 1 - len(first))
    return Mask(f"{first}{random}_", [luhn(range(width - 1), width - 1)])
