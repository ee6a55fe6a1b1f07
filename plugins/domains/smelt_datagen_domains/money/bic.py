"""Business identifier codes."""

from __future__ import annotations

from smelt_datagen.plugin import Column, Generator, Scope, generator, param

from smelt_datagen_domains.money.currencies import currency_countries
from smelt_datagen_domains.selection.selected import Choice, Draws, Known
from smelt_datagen_domains.texts.masked import ByKind
from smelt_datagen_domains.texts.masks import Mask


@generator("bic", example="{ type: bic, country: FR }", output="string")
class Bic(Generator):
    """Business identifier code (ISO 9362) of a test bank: eight characters, or eleven.

    The last character of the location is 0, which is kept for tests: no bank has such a code.
    """

    country: Choice = param(
        "Two letters (ISO 3166), weights of several, or { column: name } of a column that has them."
    )
    fallback: str | None = param(
        "Country where the column has another value, or null.", default=None
    )
    branch: bool = param("Whether three characters of a branch follow.", default=False)

    def bind(self, scope: Scope) -> Column:
        """Return a column of texts; fail for an unknown country."""
        draws = Draws("country", self.fallback)
        known = Known("country", tuple(currency_countries()))
        selected = known.select(self.country, scope, "country", draws)
        end = "###" if self.branch else ""
        return ByKind(selected, [Mask(f"@@@@{key}@0{end}").array for key in selected.keys])
