"""Article numbers."""

from __future__ import annotations

from functools import cache

import pyarrow as pa
from smelt_datagen.plugin import Block, Generator, generator, param

from smelt_datagen_domains.money.checks import gtin
from smelt_datagen_domains.texts.masks import Mask

_KINDS = {
    "ean13": "2###########_",  # 2 is for use within a shop
    "ean8": "2######_",
    "upc": "4##########_",  # 4 as well
    "isbn13": "9795########_",  # no group of publishers has 979-5
}


@generator("ean", example="{ type: ean }")
class Ean(Generator):
    """Number of an article with the right check digit (GTIN), as it stands under a bar code.

    The first digits are kept for use within a shop, or given to nobody: no article has the number.
    """

    data_type = pa.utf8()

    kind: str = param("Which number: ean13, ean8, upc or isbn13.", default="ean13", choices=_KINDS)

    def generate(self, block: Block) -> pa.Array:
        """Return one text per row."""
        return article_mask(self.kind).array(block)


@cache
def article_mask(kind: str) -> Mask:
    """Return what the numbers of a kind look like, made once."""
    text = _KINDS[kind]
    return Mask(text, [gtin(len(text))])
