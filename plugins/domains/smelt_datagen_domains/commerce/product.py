"""Products of a shop."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import numpy as np
import pyarrow as pa
from smelt_datagen.arrays import arrow_array
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

from smelt_datagen_domains.data.reading import table
from smelt_datagen_domains.selection.picks import Picks
from smelt_datagen_domains.selection.selected import Codes
from smelt_datagen_domains.texts.joined import Categorical, Joined

_PARTS = ("adjectives", "materials", "nouns")
_CENTS = 100.0


class Product:
    """One product in every row, drawn from `stream`."""

    def __init__(self, stream: Stream) -> None:
        self.stream = stream
        self.categories: Mapping[str, Mapping[str, object]] = table("commerce")["products"]
        kinds = table("commerce")["products"].values()
        self._guide = GuideTable([one["weight"] for one in kinds])
        self.parts = [[word for one in kinds for word in one[part]] for part in _PARTS]
        self._picks = [Picks([[1.0] * len(one[part]) for one in kinds]) for part in _PARTS]
        self.lowest = np.array([one["prices"][0] for one in kinds], dtype=np.float64)
        self.spread = np.array([one["prices"][1] for one in kinds], dtype=np.float64) - self.lowest

    def category(self, block: Block) -> Codes:
        """Return the position of each row's category."""
        return block.rows.derived("category", self.stream, self._category)

    def words(self, block: Block) -> Sequence[Codes]:
        """Return the positions of the three words of each row's name."""
        own, kinds = block.on(self.stream), self.category(block)
        return [
            pick.codes(own.uint64(part), kinds)
            for part, pick in zip(_PARTS, self._picks, strict=True)
        ]

    def _category(self, block: Block) -> Codes:
        return self._guide.codes(block.uint64("category"))


def _name(product: Product) -> Column:
    first, *others = product.parts
    pieces = [first, *([f" {word}" for word in words] for words in others)]
    return Joined(pieces, product.words)


def _category(product: Product) -> Column:
    return Categorical(list(product.categories), product.category)


def _sku(product: Product) -> Column:
    """Return the first letters of the category, and six digits."""
    thousand = range(1000)

    def codes(block: Block) -> Sequence[Codes]:
        number = block.on(product.stream).integers(0, 1_000_000, "sku")
        upper = number // 1000
        return product.category(block), upper, number - upper * 1000

    letters = [f"{name[:3].upper()}-" for name in product.categories]
    digits = [f"{number:03d}" for number in thousand]
    return Joined([letters, digits, digits], codes)


def _price(product: Product) -> Column:
    endings: Mapping[str, float] = table("commerce")["endings"]
    guide = GuideTable(list(endings.values()))
    cents = np.array([int(ending) for ending in endings], dtype=np.float64)

    def generate(block: Block) -> pa.Array:
        own, kinds = block.on(product.stream), product.category(block)
        uniform = own.uniform("price")
        uniform *= uniform
        uniform *= product.spread.take(kinds)
        uniform += product.lowest.take(kinds)
        whole = np.floor(uniform) * _CENTS
        whole += cents.take(guide.codes(own.uint64("ending")))
        return arrow_array(whole / _CENTS)

    return GeneratedColumn(ColumnType(pa.float64()), generate)


FIELDS: Mapping[str, Callable[[Product], Column]] = {
    "name": _name,
    "category": _category,
    "sku": _sku,
    "price": _price,
}
"""What makes the column of each field."""


@generator(
    "product",
    example="{ type: product, field: name }",
    output="string, or double for price",
    independent_of=["column"],
)
class ProductField(Generator):
    """One fact about a product of a shop; all columns of a row that name the same product agree.

    Prices are in the range of the category, low ones more often, and end as prices do: .99, .95,
    .00 or .49. Texts are English.
    """

    field: str = param("What the column holds.", choices=FIELDS)
    product: str = param(
        "Name of the product, to tell several in one row apart.", default="product"
    )

    def bind(self, scope: Scope) -> Column:
        """Return the column of the field."""
        return FIELDS[self.field](Product(scope.own.stream.child("product", self.product)))
