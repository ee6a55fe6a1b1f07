"""What an IBAN looks like in each country: lengths as in the IBAN registry, and national checks.

Every bank code is one that no bank has, so that no account can be anybody's.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cache

from smelt_datagen_domains.money.checks import eleven_proof, iban_check, luhn, weighted
from smelt_datagen_domains.texts.masks import Check, Mask

_ITALIAN_ODD = (1, 0, 5, 7, 9, 13, 15, 17, 19, 21)
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def _none() -> Sequence[Check]:
    return ()


def _belgian() -> Sequence[Check]:
    weights = [pow(10, exponent, 97) for exponent in range(9, -1, -1)]
    return [weighted(weights, 4, 14, [f"{r or 97:02d}" for r in range(97)])]


def _spanish() -> Sequence[Check]:
    texts = [str(1 if r == 1 else -r % 11) for r in range(11)]
    powers = [pow(2, exponent, 11) for exponent in range(10)]
    return [weighted(powers[2:], 4, 12, texts), weighted(powers, 14, 13, texts)]


def _finnish() -> Sequence[Check]:
    return [luhn(range(4, 17), 17)]


def _french() -> Sequence[Check]:
    weights = [factor * pow(10, e, 97) for factor, e in _french_parts()]
    return [weighted(weights, 4, 25, [f"{97 - r:02d}" for r in range(97)])]


def _french_parts() -> Sequence[tuple[int, int]]:
    parts = ((89, 5), (15, 5), (3, 11))
    return [(factor, e) for factor, size in parts for e in range(size - 1, -1, -1)]


def _italian() -> Sequence[Check]:
    def worth(place: int, character: str) -> int:
        if place < 5:  # noqa: PLR2004 (country, check digits, and the letter itself)
            return 0
        return _ITALIAN_ODD[int(character)] if place % 2 else int(character)

    return [Check(4, list(_LETTERS), worth)]


def _dutch() -> Sequence[Check]:
    return [eleven_proof(range(10, 0, -1), 8)]


def _norwegian() -> Sequence[Check]:
    return [eleven_proof((5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1), 4)]


def _polish() -> Sequence[Check]:
    texts = [str(-r % 10) for r in range(10)]
    return [weighted((3, 9, 7, 1, 3, 9, 7), 4, 11, texts)]


def _portuguese() -> Sequence[Check]:
    weights = [pow(10, exponent, 97) for exponent in range(20, 1, -1)]
    return [weighted(weights, 4, 23, [f"{98 - r:02d}" for r in range(97)])]


_FORMATS: Mapping[str, tuple[str, Callable[[], Sequence[Check]]]] = {
    "AE": ("AE__999################", _none),
    "AT": ("AT__99999###########", _none),
    "BE": ("BE__999#######__", _belgian),
    "BR": ("BR__99999999####%##########C1", _none),
    "CH": ("CH__99999############", _none),
    "DE": ("DE__99999999##########", _none),
    "DK": ("DK__9999##########", _none),
    "ES": ("ES__9999####__##########", _spanish),
    "FI": ("FI__999999#######_", _finnish),
    "FR": ("FR__99999#####%##########__", _french),
    "GB": ("GB__TEST999999########", _none),
    "GR": ("GR__9999999################", _none),
    "IE": ("IE__TEST999999########", _none),
    "IT": ("IT___99999#################", _italian),
    "LI": ("LI__99999############", _none),
    "NL": ("NL__TEST########__", _dutch),
    "NO": ("NO__9999%####__", _norwegian),
    "PL": ("PL__9999999_################", _polish),
    "PT": ("PT__9999####%##########__", _portuguese),
    "SA": ("SA__99##################", _none),
    "SE": ("SE__999#################", _none),
    "TR": ("TR__999990################", _none),
}

IBAN_COUNTRIES = tuple(_FORMATS)


@cache
def iban_mask(country: str) -> Mask:
    """Return what the IBANs of a country look like, made once."""
    text, checks = _FORMATS[country]
    return Mask(text, [*checks(), iban_check(text)])
