"""Given names with their genders, and family names, each with its weight."""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Collection
from functools import cache
from typing import Any

import numpy as np
import numpy.typing as npt
from smelt_datagen.arrays import code_type
from smelt_datagen.plugin import GuideTable

from smelt_datagen_people import data

GENDERS = ("female", "male")

_GERMAN = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})
_SPELLINGS = {"de_DE": _GERMAN}
"""How letters are written in ASCII where leaving out the accent would not do."""


class Names:
    """The names of one locale.

    A given name is drawn together with its gender: the draw picks an entry, of which there are
    two for a name of both genders. `given_of` and `gender_of` say what an entry stands for.
    """

    def __init__(self, locale: str) -> None:
        lists: dict[str, dict[str, float]] = data.read("names", locale)
        entries = [(name, gender) for gender in GENDERS for name in lists[gender]]
        self.given = list(dict.fromkeys(name for name, _ in entries))
        self.family = list(lists["family"])
        self.given_of = _positions([name for name, _ in entries], self.given)
        self.gender_of = _positions([gender for _, gender in entries], GENDERS)
        halves = [_shares(lists[gender].values()) for gender in GENDERS]
        self.given_guide = GuideTable([share for half in halves for share in half])
        self.family_guide = GuideTable(list(lists["family"].values()))


@cache
def names_of(locale: str) -> Names:
    """Return the names of a locale, made once."""
    return Names(locale)


def in_ascii(name: str, locale: str) -> str:
    """Return a name as it stands in an email address: lower case, `a` to `z` and hyphens."""
    spelled = name.lower().translate(_SPELLINGS.get(locale, {}))
    letters = unicodedata.normalize("NFKD", spelled)
    return "".join(letter for letter in letters if letter in "-abcdefghijklmnopqrstuvwxyz")


def _positions(names: Collection[str], different: Collection[str]) -> npt.NDArray[Any]:
    """Return where in `different` each of `names` stands, as codes of a dictionary of these."""
    position = {name: index for index, name in enumerate(different)}
    return np.array([position[name] for name in names], dtype=code_type(len(different)))


def _shares(weights: Collection[float]) -> list[float]:
    """Return the weights as parts of 1, so that both genders are equally frequent."""
    total = math.fsum(weights)
    return [weight / total for weight in weights]
