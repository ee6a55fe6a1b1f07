"""Currencies."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
from smelt_datagen.arrays import code_type, dictionary_array, string_array
from smelt_datagen.plugin import (
    Block,
    Column,
    ColumnType,
    GeneratedColumn,
    Generator,
    GuideTable,
    Scope,
    Stream,
    generator,
    param,
)

from smelt_datagen_domains.money.currencies import currencies, currency_countries
from smelt_datagen_domains.selection.selected import Choice, Codes, Draws, Known, Selected

_FIELDS = ("code", "name", "symbol", "number")


@generator(
    "currency",
    example="{ type: currency, field: code }",
    output="string",
    independent_of=["column"],
)
class Currency(Generator):
    """Fact about a currency; all columns of a row that name the same currency agree.

    Without a country, currencies are as frequent as in the world's trade.
    """

    field: str = param("code (ISO 4217), name, symbol or number.", default="code", choices=_FIELDS)
    country: Choice | None = param(
        "The currency of a country (ISO 3166): two letters, weights of several, or "
        "{ column: name }; null: of the world.",
        default=None,
    )
    fallback: str | None = param(
        "Country where the column has another value, or null.", default=None
    )
    currency: str = param(
        "Name of the currency, to tell several in one row apart.", default="currency"
    )

    def bind(self, scope: Scope) -> Column:
        """Return a categorical column; fail for an unknown country."""
        stream = scope.own.stream.child("currency", self.currency)
        texts = [currency[self.field] for currency in currencies()]
        different = list(dict.fromkeys(texts))
        type_of_codes = code_type(len(different))
        positions = np.array([different.index(text) for text in texts], dtype=type_of_codes)
        pick = self._pick(scope, stream)
        dictionary = string_array(different)

        def generate(block: Block) -> pa.Array:
            return dictionary_array(positions.take(pick.codes(block)), dictionary)

        return GeneratedColumn(ColumnType.categorical(dictionary), generate)

    def _pick(self, scope: Scope, stream: Stream) -> _OfWorld | _OfCountry:
        if self.country is None:
            if self.fallback is not None:
                scope.fail("is for a country that a column says", "fallback")
            return _OfWorld(stream)
        of_country = currency_countries()
        draws = Draws("country", self.fallback, stream)
        known = Known("country", tuple(of_country))
        selected = known.select(self.country, scope, "country", draws)
        return _OfCountry(selected, np.array([of_country[key] for key in selected.keys]))


class _OfWorld:
    def __init__(self, stream: Stream) -> None:
        self._stream = stream
        self._guide = GuideTable([currency["weight"] for currency in currencies()])

    def codes(self, block: Block) -> Codes:
        return block.rows.derived(
            "currency", self._stream, lambda own: self._guide.codes(own.uint64())
        )


class _OfCountry:
    def __init__(self, selected: Selected, positions: Codes) -> None:
        self._selected, self._positions = selected, positions

    def codes(self, block: Block) -> Codes:
        kinds = self._selected.codes(block)
        if kinds is None:
            return np.full(len(block), self._positions[0])
        return self._positions.take(kinds)
