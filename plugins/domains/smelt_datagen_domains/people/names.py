"""The names of some locales in one table: given ones with their gender, and family names."""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Collection, Sequence
from functools import cache
from typing import Any

import numpy as np

from smelt_datagen_domains.data.reading import table
from smelt_datagen_domains.selection.picks import Picks
from smelt_datagen_domains.selection.selected import Codes

GENDERS = ("female", "male")

_GERMAN = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})
_LETTERS = str.maketrans({"ł": "l", "ø": "o", "æ": "ae", "đ": "d", "ß": "ss"})
"""How letters are written in ASCII where leaving out the accent would not do."""


class Names:
    """The names of locales, those of each behind those of the one before.

    A given name is drawn together with its gender: a name of both genders stands there twice.
    Family names that women have in another form stand there in both, the feminine ones last.
    """

    def __init__(self, locales: Sequence[str]) -> None:
        lists: list[dict[str, Any]] = [table("names", locale) for locale in locales]
        self.locales = tuple(locales)
        entries = [
            (kind, name, gender)
            for kind, one in enumerate(lists)
            for gender in GENDERS
            for name in one[gender]
        ]
        self.given = [name for _, name, _ in entries]
        self.gender_of: Codes = np.array(
            [GENDERS.index(gender) for *_, gender in entries], dtype=np.int8
        )
        self.locale_of_given = [kind for kind, *_ in entries]
        self.given_picks = Picks(
            [[share for gender in GENDERS for share in _shares(one[gender])] for one in lists]
        )
        self.family = [name for one in lists for name in one["family"]]
        self.locale_of_family = [kind for kind, one in enumerate(lists) for _ in one["family"]]
        self.family_picks = Picks([list(one["family"].values()) for one in lists])
        self.feminine_of = self._feminine(lists)

    def _feminine(self, lists: Sequence[dict[str, Any]]) -> Codes | None:
        """Append the forms that women have; return which form each name has, None if none has."""
        if not any("feminine" in one for one in lists):
            return None
        form_of = np.arange(len(self.family), dtype=np.int32)
        for entry, (name, kind) in enumerate(
            zip(self.family[:], self.locale_of_family[:], strict=True)
        ):
            form = lists[kind].get("feminine", {}).get(name)
            if form is not None:
                form_of[entry] = len(self.family)
                self.family.append(form)
                self.locale_of_family.append(kind)
        return form_of

    def ascii_given(self) -> list[str]:
        """Return the given names as they stand in e-mail addresses."""
        return self._in_ascii(self.given, self.locale_of_given)

    def ascii_family(self) -> list[str]:
        """Return the family names as they stand in e-mail addresses."""
        return self._in_ascii(self.family, self.locale_of_family)

    def _in_ascii(self, names: Sequence[str], kinds: Sequence[int]) -> list[str]:
        return [in_ascii(name, self.locales[kind]) for name, kind in zip(names, kinds, strict=True)]


@cache
def names_of(locales: tuple[str, ...]) -> Names:
    """Return the names of some locales, made once."""
    return Names(locales)


def in_ascii(name: str, locale: str) -> str:
    """Return a name in lower-case letters from `a` to `z` and hyphens."""
    spelled: str = table("names", locale).get("ascii", {}).get(name, name).lower()
    if locale == "de_DE":
        spelled = spelled.translate(_GERMAN)
    letters = unicodedata.normalize("NFKD", spelled.translate(_LETTERS))
    return "".join(letter for letter in letters if letter in "-abcdefghijklmnopqrstuvwxyz")


def _shares(weights: dict[str, float]) -> list[float]:
    """Return the weights as parts of 1, so that both genders are equally frequent."""
    values: Collection[float] = weights.values()
    total = math.fsum(values)
    return [weight / total for weight in values]
