"""International bank account numbers."""

from __future__ import annotations

from smelt_datagen.plugin import Column, Generator, Scope, generator, param

from smelt_datagen_domains.money.accounts import IBAN_COUNTRIES, iban_mask
from smelt_datagen_domains.selection.selected import Choice, Draws, Known
from smelt_datagen_domains.texts.masked import ByKind

_KNOWN = Known("country with IBANs", IBAN_COUNTRIES)


@generator("iban", example="{ type: iban, country: DE }", output="string")
class Iban(Generator):
    """International bank account number with the length and the check digits of its country.

    National check digits are right too, where a country has them. The bank codes are those of no
    bank: no number is anybody's account.
    """

    country: Choice = param(
        "Two letters (ISO 3166), weights of several, or { column: name } of a column that has them."
    )
    fallback: str | None = param(
        "Country where the column has another value, or null.", default=None
    )

    def bind(self, scope: Scope) -> Column:
        """Return a column of texts; fail for a country without IBANs."""
        draws = Draws("country", self.fallback)
        selected = _KNOWN.select(self.country, scope, "country", draws)
        return ByKind(selected, [iban_mask(key).array for key in selected.keys])
