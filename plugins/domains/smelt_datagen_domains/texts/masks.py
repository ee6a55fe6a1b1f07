"""Texts of one width: a mask of random digits and letters, and check characters that fit them.

All characters of up to four neighbouring random places are drawn as one number. It chooses the
characters from a table of all that there may be, and what these add to a check sum from another
one, so that neither digits nor remainders are computed row by row.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import cache
from itertools import groupby, product
from string import ascii_uppercase, digits
from typing import Any

import attrs
import numpy as np
import numpy.typing as npt
import pyarrow as pa
from smelt_datagen.arrays import FixedWidthText, text_pieces
from smelt_datagen.plugin import Block

from smelt_datagen_domains.selection.selected import Codes

SYMBOLS = {"#": digits, "%": digits[1:], "@": ascii_uppercase}
"""What may stand for a symbol of a mask; every other character stands for itself."""

_SIZES = {"#": (4, 2, 1), "%": (1,), "@": (2, 1)}
_MOST = 1 << 32
"""Numbers that are drawn together, so that their product is exact in 64 bits."""


@attrs.frozen
class Check:
    """Characters that follow from others: what these add up to says which they are."""

    at: int
    """Where they begin; later checks count them like any other character."""
    texts: Sequence[str]
    """The characters for every remainder: there are as many as the modulus says."""
    worth: Callable[[int, str], int]
    """What a character at a place adds."""


@attrs.frozen(eq=False)
class _Group:
    """Neighbouring places that are chosen together."""

    at: int
    texts: tuple[str, ...]


class Mask:
    """What a mask stands for: `#` a digit, `%` a digit but not 0, `@` a letter of A to Z.

    The places of check characters have any character in the mask.
    """

    def __init__(self, mask: str, checks: Sequence[Check] = ()) -> None:
        self._mask, self._checks = mask, checks
        self._groups = tuple(_groups(mask))
        taken = {at for check in checks for at in range(check.at, check.at + len(check.texts[0]))}
        random = {at for group in self._groups for at in _places(group.at, group.texts[0])}
        self._literals = [
            (at, symbol) for at, symbol in enumerate(mask) if at not in taken | random
        ]
        self._literal_pieces = list(_runs(self._literals))
        self._pieces = [_pieces(group.texts) for group in self._groups]
        self._check_pieces = [_pieces(tuple(check.texts)) for check in checks]
        self._adding = [self._tables(number) for number in range(len(checks))]

    def array(self, block: Block) -> pa.StringArray:
        """Return one text per row."""
        codes = self._drawn(block)
        text = FixedWidthText(len(block), len(self._mask))
        for at, piece in self._literal_pieces:
            text.put(at, piece)
        for group, pieces, code in zip(self._groups, self._pieces, codes, strict=True):
            text.put(group.at, pieces.take(code, mode="clip"))
        for number, check in enumerate(self._checks):
            codes.append(self._remainder(number, codes, len(block)))
            text.put(check.at, self._check_pieces[number].take(codes[-1], mode="clip"))
        return text.array()

    def _remainder(self, number: int, codes: Sequence[Codes], count: int) -> Codes:
        constant, tables = self._adding[number]
        total = np.full(count, constant, dtype=np.uint16)
        for table, code in zip(tables, codes, strict=True):
            if table is not None:
                total += table.take(code, mode="clip")
        total %= np.uint16(len(self._checks[number].texts))
        return total

    def _tables(self, number: int) -> tuple[int, list[npt.NDArray[np.uint16] | None]]:
        """Return what all literals add to a check sum, and what each text of each group does."""
        check = self._checks[number]
        modulus = len(check.texts)
        before = [(one.at, tuple(one.texts)) for one in self._checks[:number]]
        groups = [(group.at, group.texts) for group in self._groups] + before
        constant = sum(check.worth(at, symbol) for at, symbol in self._literals) % modulus
        return constant, [_sums(at, texts, check) for at, texts in groups]

    def _drawn(self, block: Block) -> list[Codes]:
        codes: list[Codes] = []
        for number, sizes in enumerate(_draws([len(group.texts) for group in self._groups])):
            rest = block.integers(0, int(np.prod(sizes)), f"characters {number}").view(np.uint64)
            for size in sizes[:-1]:
                upper = rest // np.uint64(size)
                codes.append((rest - upper * np.uint64(size)).view(np.int64))
                rest = upper
            codes.append(rest.view(np.int64))
        return codes


def _groups(mask: str) -> Iterator[_Group]:
    at = 0
    for symbol, places in groupby(mask):
        count = len(list(places))
        left = count if symbol in SYMBOLS else 0
        at += count - left
        while left:
            size = next(size for size in _SIZES[symbol] if size <= left)
            yield _Group(at, _all_texts(symbol, size))
            at += size
            left -= size


def _runs(literals: Sequence[tuple[int, str]]) -> Iterator[tuple[int, npt.NDArray[Any]]]:
    """Yield neighbouring literals together, as pieces of 8, 4, 2 or 1 characters."""
    symbols, left = dict(literals), sorted(at for at, _ in literals)
    while left:
        run = next(k for k in (8, 4, 2, 1) if all(left[0] + o in symbols for o in range(k)))
        yield left[0], _pieces(("".join(symbols[left[0] + o] for o in range(run)),))
        left = left[run:]


def _draws(sizes: Sequence[int]) -> Iterator[list[int]]:
    """Yield sizes that are drawn together, in their order."""
    together: list[int] = []
    for size in sizes:
        if together and int(np.prod(together)) * size > _MOST:
            yield together
            together = []
        together.append(size)
    if together:
        yield together


def _places(at: int, text: str) -> range:
    return range(at, at + len(text))


@cache
def _all_texts(symbol: str, size: int) -> tuple[str, ...]:
    return tuple(map("".join, product(SYMBOLS[symbol], repeat=size)))


@cache
def _pieces(texts: tuple[str, ...]) -> npt.NDArray[Any]:
    """Return texts of 1, 2, 4 or 8 characters as unsigned integers."""
    return text_pieces(np.array([text.encode() for text in texts]), 0, len(texts[0]))


def _sums(at: int, texts: tuple[str, ...], check: Check) -> npt.NDArray[np.uint16] | None:
    """Return what each text at a place adds to a check sum; None if it is nothing."""
    worth = {
        (place, character): check.worth(place, character)
        for offset, place in enumerate(_places(at, texts[0]))
        for character in {text[offset] for text in texts}
    }
    if not any(worth.values()):
        return None
    modulus = len(check.texts)
    sums = [sum(worth[place, c] for place, c in enumerate(text, at)) % modulus for text in texts]
    return np.array(sums, dtype=np.uint16)
