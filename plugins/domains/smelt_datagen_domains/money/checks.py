"""Check characters of the standards, as sums of what every character adds."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from smelt_datagen_domains.texts.masks import Check

_TEN = "0123456789"


def luhn(places: Sequence[int], at: int) -> Check:
    """Return the check digit of ISO/IEC 7812 over digits at `places`, the last one first doubled.

    The place before the check digit is doubled, and every other one from there to the left.
    """
    doubled = set(places[::-1][::2])

    def worth(place: int, character: str) -> int:
        if place not in places:
            return 0
        digit = int(character)
        return sum(divmod(2 * digit, 10)) if place in doubled else digit

    return Check(at, [str(-remainder % 10) for remainder in range(10)], worth)


def gtin(width: int) -> Check:
    """Return the last digit of a GTIN or ISBN-13: weights 3 and 1 from the right."""

    def worth(place: int, character: str) -> int:
        return int(character) * (3 if (width - 2 - place) % 2 == 0 else 1)

    return Check(width - 1, [str(-remainder % 10) for remainder in range(10)], worth)


def weighted(
    weights: Sequence[int], first: int, at: int, texts: Sequence[str], value: Worth = int
) -> Check:
    """Return check characters from digits times weights, the first digit being at `first`."""

    def worth(place: int, character: str) -> int:
        inside = 0 <= place - first < len(weights)
        return value(character) * weights[place - first] if inside else 0

    return Check(at, texts, worth)


Worth = Callable[[str], int]
"""The value of a character."""


def iban_check(text: str) -> Check:
    """Return the check digits of an IBAN (ISO 13616), of which `text` is the mask.

    The number is read with the country behind the account, letters as two digits each, and then
    two zeros; its remainder by 97 is what is missing to 98.
    """
    order = [*range(4, len(text)), 0, 1]
    exponents: dict[int, int] = {}
    exponent = 2
    for place in reversed(order):
        exponents[place] = exponent
        exponent += 2 if text[place].isupper() or text[place] == "@" else 1

    def worth(place: int, character: str) -> int:
        return int(character, 36) * pow(10, exponents[place], 97)

    return Check(2, [f"{98 - remainder:02d}" for remainder in range(97)], worth)


def eleven_proof(weights: Sequence[int], first: int) -> Check:
    """Return the last two digits of an account whose weighted sum is divisible by 11.

    `weights` are those of all digits, from `first`. One digit would not do for every remainder.
    """
    *before, tens, ones = weights
    pairs = {(tens * pair[0] + ones * pair[1]) % 11: pair for pair in _pairs()}
    texts = ["{}{}".format(*pairs[-remainder % 11]) for remainder in range(11)]
    return weighted(before, first, first + len(before), texts)


def _pairs() -> Sequence[tuple[int, int]]:
    return [(a, b) for a in range(9, -1, -1) for b in range(9, -1, -1)]
